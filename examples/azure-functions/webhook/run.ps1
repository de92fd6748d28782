# Takes deliveries. Anybody may call it; the signature tells who is VocaFuse.
using namespace System.Net
param($Request, $TriggerMetadata)

function Send-Answer {
    param([HttpStatusCode] $Status)
    Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = $Status })
}

try {
    # RawBody, not Body: Body is parsed already, and what is parsed and written again never verifies.
    $delivery = ConvertFrom-VFWebhook -Body $Request.RawBody -Header $Request.Headers -ErrorAction Stop
}
catch {
    Write-Warning "Refused: $_"
    switch -Wildcard ($_.FullyQualifiedErrorId) {
        'WebhookUnreadable,*' { Send-Answer BadRequest; break }
        'Webhook*' { Send-Answer Unauthorized; break }
        default { Send-Answer InternalServerError }
    }
    return
}

# A queue takes the work, so that the answer is quick. A delivery that comes twice queues its note twice: what reads the
# queue should not mind.
if ($delivery.Kind -eq 'Transcribed') {
    Push-OutputBinding -Name Transcribed -Value $delivery.VoiceNoteId
}
Send-Answer OK
