/** The file system of Node. */
export { layer as FileSystemLive } from "@effect/platform-node/NodeFileSystem"
