# Gives the signed-in user of a web page a token to record and upload with.
using namespace System.Net
param($Request, $TriggerMetadata)

# App Service Authentication has checked who it is, and lets nobody else set this header. Turn it on, and require it.
$user = $Request.Headers['X-MS-CLIENT-PRINCIPAL-ID']
if (-not $user) {
    Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = [HttpStatusCode]::Unauthorized })
    return
}

try {
    $json = New-VFAccessToken -UserId $user -ExpiresIn 3600 -AsJson -ErrorAction Stop
}
catch {
    # What went wrong is for the log, not for the page.
    Write-Error $_ -ErrorAction Continue
    Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = [HttpStatusCode]::BadGateway })
    return
}

Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{
        StatusCode  = [HttpStatusCode]::OK
        ContentType = 'application/json'
        Headers     = @{ 'Cache-Control' = 'no-store' }
        # As bytes: of a string that is JSON, Functions makes an object and writes it again.
        Body        = [System.Text.Encoding]::UTF8.GetBytes($json)
    })
