# Returns a token with which the signed-in user of a web page can record and upload.
using namespace System.Net
param($Request, $TriggerMetadata)

# App Service Authentication sets this header after it has authenticated the user, and removes it from other requests. Enable and
# require it.
$user = $Request.Headers['X-MS-CLIENT-PRINCIPAL-ID']
if (-not $user) {
    Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = [HttpStatusCode]::Unauthorized })
    return
}

try {
    $json = New-VFAccessToken -UserId $user -ExpiresIn 3600 -AsJson -ErrorAction Stop
}
catch {
    # Log the error; do not show it to the page.
    Write-Error $_ -ErrorAction Continue
    Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = [HttpStatusCode]::BadGateway })
    return
}

Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{
        StatusCode  = [HttpStatusCode]::OK
        ContentType = 'application/json'
        Headers     = @{ 'Cache-Control' = 'no-store' }
        # As bytes, because Functions parses and serializes a string that is JSON.
        Body        = [System.Text.Encoding]::UTF8.GetBytes($json)
    })
