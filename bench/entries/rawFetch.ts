import { accessToken, attributeName, contentType, target } from "./request.js"

interface Answer {
  readonly CodeDeliveryDetails?: { readonly Destination?: string }
}

export const call = async (endpoint: string): Promise<string | undefined> => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": contentType, "x-amz-target": target },
    body: JSON.stringify({ AccessToken: accessToken, AttributeName: attributeName })
  })
  const answer = JSON.parse(await response.text()) as Answer
  return answer.CodeDeliveryDetails?.Destination
}
