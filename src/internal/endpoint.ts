/**
 * AWS's rules for Cognito's host names, in every partition.
 *
 * Per partition: its regions and the pseudo-region of its global services, its DNS suffix, and the suffix of its
 * dual-stack hosts. A region that is in no row belongs to `aws`.
 */
const partitions: ReadonlyArray<readonly [regions: RegExp, suffix: string, dualstack: string]> = [
  [/^(cn-\w+-\d+|aws-cn-global)$/, "amazonaws.com.cn", "api.amazonwebservices.com.cn"],
  [/^(us-gov-\w+-\d+|aws-us-gov-global)$/, "amazonaws.com", "api.aws"],
  [/^eusc-de-\w+-\d+$/, "amazonaws.eu", "api.amazonwebservices.eu"],
  [/^(us-iso-\w+-\d+|aws-iso-global)$/, "c2s.ic.gov", "api.aws.ic.gov"],
  [/^(us-isob-\w+-\d+|aws-iso-b-global)$/, "sc2s.sgov.gov", "api.aws.scloud"],
  [/^(eu-isoe-\w+-\d+|aws-iso-e-global)$/, "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"],
  [/^(us-isof-\w+-\d+|aws-iso-f-global)$/, "csp.hci.ic.gov", "api.aws.hci.ic.gov"]
]

const invalidRegion = "The region must be one host label, such as eu-west-1: 1 to 63 letters, digits and inner hyphens."

const hostLabel = /^(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/

export interface EndpointOptions {
  readonly region: string | undefined
  readonly endpoint: string | undefined
  readonly fips: boolean
  readonly dualstack: boolean
}

/**
 * The URL to which requests go, or why there is none. The reason never repeats the value that it rejects.
 */
export const resolveEndpoint = ({ dualstack, endpoint, fips, region }: EndpointOptions): URL | string => {
  if (region !== undefined && !(typeof region === "string" && hostLabel.test(region))) {
    return invalidRegion
  }
  // As every AWS SDK reads them, "fips-X" and "X-fips" mean X with FIPS.
  const name = region?.replace(/^fips-|-fips$/, "")
  const useFips = fips || name !== region

  if (endpoint !== undefined) {
    if (useFips) return "Invalid Configuration: FIPS and custom endpoint are not supported, so leave one of them out."
    if (dualstack) {
      return "Invalid Configuration: Dualstack and custom endpoint are not supported, so leave one of them out."
    }
    return custom(endpoint)
  }
  if (name === undefined) {
    return "Invalid Configuration: Missing Region, so set AWS_REGION, or the option region where you configure Cognito."
  }
  const url = `https://${host(name, useFips, dualstack)}/`
  // A label such as `xn--a` looks like an encoded international name, but is not one.
  return URL.canParse(url) ? new URL(url) : invalidRegion
}

const custom = (endpoint: string): URL | string => {
  const url = typeof endpoint === "string" && URL.canParse(endpoint) ? new URL(endpoint) : undefined
  // A parsed URL does not show an empty query, fragment or user name, so the text is searched for their separators.
  if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]|^[^/]*\/\/[^/]*@/.test(endpoint)) {
    return "The endpoint must be an absolute http or https URL without user name, password, query and fragment."
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/"
  return url
}

const host = (region: string, fips: boolean, dualstack: boolean): string => {
  const prefix = `${fips ? "cognito-idp-fips" : "cognito-idp"}.${region}.`
  const partition = partitions.find(([regions]) => regions.test(region))
  if (partition !== undefined) return prefix + partition[dualstack ? 2 : 1]
  // In `aws`, plain hosts speak both IPv4 and IPv6. FIPS hosts do so in the four oldest regions only.
  return prefix + (fips && dualstack && !/^us-(east|west)-[12]$/.test(region) ? "api.aws" : "amazonaws.com")
}
