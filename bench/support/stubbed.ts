/** Installs the stub: the first import of the programs that `startup` starts. */
import { installStub } from "./stubFetch.js"

installStub()
