# Receives deliveries. Any client can call this function; the signature shows which requests come from VocaFuse.
using namespace System.Net
param($Request, $TriggerMetadata)

function Send-Response {
    param([HttpStatusCode] $Status)
    Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = $Status })
}

try {
    # RawBody, not Body: Body is already parsed, and JSON that was parsed and serialized again does not verify.
    $delivery = ConvertFrom-VFWebhook -Body $Request.RawBody -Header $Request.Headers -ErrorAction Stop
}
catch {
    Write-Warning "Rejected: $_"
    switch -Wildcard ($_.FullyQualifiedErrorId) {
        'WebhookUnreadable,*' { Send-Response BadRequest; break }
        'Webhook*' { Send-Response Unauthorized; break }
        default { Send-Response InternalServerError }
    }
    return
}

# Only queue the work, so that the response is sent soon. A repeated delivery queues its note again, so the consumer of the
# queue must be idempotent.
if ($delivery.Kind -eq 'Transcribed') {
    Push-OutputBinding -Name Transcribed -Value $delivery.VoiceNoteId
}
Send-Response OK
