BeforeAll {
    Set-StrictMode -Version Latest
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'webhooks.ps1')
    . (Join-Path $PSScriptRoot 'browser.ps1')
    $examples = Join-Path $PSScriptRoot '../../examples' -Resolve
    $sandbox = Start-VFSandbox --notes 20 --seed 4
    # A token endpoint must relay this unchanged: whitespace, escapes and unknown fields.
    $tokenJson = '{"token" : "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln",  "expires_in":3600, "new": "\u00e9 \/ é", "n":1.0}'
    # Opens the page, records for a second and returns the ID of the note that was sent.
    function Invoke-Recording {
        param([string] $Address)
        $browser = Start-Browser (Join-Path $TestDrive "browser-$([guid]::NewGuid())")
        try {
            foreach ($uri in @($Address) + @($Address -replace '//.+@', '//' | Where-Object { $_ -ne $Address })) {
                # Chromium keeps the credentials of the first address, and blocks fetch on a page whose address contains them.
                $null = Invoke-Browser $browser Page.navigate @{ url = $uri }
                Wait-Until { (Invoke-Page $browser "document.readyState === 'complete' && !!document.querySelector('#record')") -eq $true }
            }
            $null = Invoke-Page $browser "document.querySelector('#record').click()"
            Wait-Until { (Invoke-Page $browser "document.querySelector('#status').dataset.state") -in 'recording', 'failed' }
            Start-Sleep -Seconds 1
            $null = Invoke-Page $browser "document.querySelector('#record').click()"
            Wait-Until { (Invoke-Page $browser "document.querySelector('#status').dataset.state") -in 'sent', 'failed' }
            $output = Invoke-Page $browser "document.querySelector('#status').textContent"
            $output | Should -Match '^Sent as \S+\.$'
            $output -replace '^Sent as |\.$'
        }
        finally { Stop-Browser $browser }
    }

    # The content of the uploaded recording.
    function Assert-Recording {
        param($Sandbox, [string] $Id, [string] $UserId)
        $null = Connect-Sandbox $Sandbox
        $note = Get-VFVoiceNote $Id
        $note.UserId | Should -Be $UserId
        $note.AudioFormat | Should -Be webm
        $note.Duration.TotalSeconds | Should -BeGreaterThan 0.9
        (Invoke-Control $Sandbox Get "notes/$Id/content-hash").length | Should -Be $note.FileSize
        # The service has another origin than the page, so the browser sent a preflight request.
        $asked = @(Get-RequestLog $Sandbox | Where-Object method -EQ OPTIONS).path
        $asked[0] | Should -Be /v1/upload
        $asked[1] | Should -BeLike '/storage/*'
        Disconnect-VFAccount
    }

    $transcribed = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })
}

AfterAll { Stop-VFSandbox $sandbox }

Describe 'The HttpListener endpoint' {
    It 'accepts deliveries that verify, rejects all others, and continues' {
        $port = Get-FreePort
        $receiver = Start-Receiver $port {
            param($port, $script, $secret)
            & $script -Port $port -Secret (ConvertTo-SecureString $secret -AsPlainText) -MaximumBodySize 5000
        } -ArgumentList "$examples/http-listener.ps1", $webhookSecret
        Send-Delivery $port rec_1 -Path /vocafuse | Should -Be 200
        Send-Delivery $port -Path /vocafuse -Secret whsec_other | Should -Be 401
        Send-Delivery $port -Path /vocafuse -At ([datetimeoffset]::UtcNow.AddMinutes(-6)) | Should -Be 401
        Send-Delivery $port -Path /vocafuse -EventName '' | Should -Be 400
        Send-Delivery $port -Path /vocafuse -NoteId ('x' * 6000) | Should -Be 413
        Send-Delivery $port -Path /other | Should -Be 404
        (Invoke-WebRequest "http://127.0.0.1:$port/vocafuse" -SkipHttpErrorCheck -NoProxy).StatusCode | Should -Be 405
        Send-Delivery $port rec_2 -Path /vocafuse | Should -Be 200
        Wait-Output $receiver 2
        Stop-Receiver $receiver
        $receiver.Output.VoiceNoteId | Should -Be rec_1, rec_2
        $receiver.Shell.Dispose()
        Assert-PortFree $port
    }
}

Describe 'The Azure Functions' {
    BeforeAll {
        # Stand-ins for the Functions worker: the type of the responses, and Push-OutputBinding.
        if (-not ('HttpResponseContext' -as [type])) {
            Add-Type -TypeDefinition @'
public class HttpResponseContext
{
    public object Body { get; set; }
    public string ContentType { get; set; } = "text/plain";
    public System.Collections.IDictionary Headers { get; set; }
    public System.Net.HttpStatusCode StatusCode { get; set; } = System.Net.HttpStatusCode.OK;
}
'@
        }

        function Push-OutputBinding {
            param([string] $Name, $Value)
            $pushed.Add([pscustomobject]@{ Name = $Name; Value = $Value })
        }

        # A request as the worker passes it to run.ps1: with the parsed body and the raw body as text.
        function New-FunctionRequest {
            param([string] $RawBody, [hashtable] $Headers = @{})
            $dictionary = [System.Collections.Generic.Dictionary[string, string]]::new([System.StringComparer]::OrdinalIgnoreCase)
            foreach ($name in $Headers.Keys) { $dictionary[$name.ToLowerInvariant()] = $Headers[$name] }
            [pscustomobject]@{
                Method  = 'POST'
                RawBody = $RawBody
                Body    = if ($RawBody) { $RawBody | ConvertFrom-Json -AsHashtable }
                Headers = $dictionary
                Query   = @{}
                Params  = @{}
            }
        }

        function New-DeliveryRequest {
            $delivery = New-Delivery 1 @args
            New-FunctionRequest ([System.Text.Encoding]::UTF8.GetString($delivery.Body)) $delivery.Headers
        }

        $env:VOCAFUSE_WEBHOOK_SECRET = $webhookSecret
        $env:VOCAFUSE_API_KEY = $sandbox.apiKey
        $env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
        $env:VOCAFUSE_BASE_URI = $sandbox.baseUri
        . "$examples/azure-functions/profile.ps1"
    }

    AfterAll {
        Disconnect-VFAccount -All
        Remove-Item Env:VOCAFUSE_WEBHOOK_SECRET, Env:VOCAFUSE_API_KEY, Env:VOCAFUSE_API_SECRET, Env:VOCAFUSE_BASE_URI
    }

    BeforeEach { $pushed = [System.Collections.Generic.List[object]]::new() }

    It 'the webhook function queues the note of a verified delivery and responds with 200' {
        & "$examples/azure-functions/webhook/run.ps1" -Request (New-DeliveryRequest rec_7) -TriggerMetadata @{}
        ($pushed | Where-Object Name -EQ Transcribed).Value | Should -Be rec_7
        ($pushed | Where-Object Name -EQ Response).Value.StatusCode | Should -Be OK
    }

    It 'the webhook function responds to <What> with <Status>, and queues nothing' -ForEach @(
        @{ What = 'a forged delivery'; Arguments = @{ Secret = 'whsec_other' }; Status = 'Unauthorized' }
        @{ What = 'a stale delivery'; Arguments = @{ At = [datetimeoffset]::UtcNow.AddHours(-1) }; Status = 'Unauthorized' }
        @{ What = 'a body that is not an event'; Arguments = @{ EventName = '' }; Status = 'BadRequest' }
        @{ What = 'an event of another kind'; Arguments = @{ EventName = 'voicenote.failed' }; Status = 'OK' }
    ) {
        & "$examples/azure-functions/webhook/run.ps1" -Request (New-DeliveryRequest @Arguments) -TriggerMetadata @{} 3> $null
        $pushed.Name | Should -Be Response
        $pushed.Value.StatusCode | Should -Be $Status
    }

    It 'the token function relays the JSON of the service unchanged' {
        Add-Fault $sandbox @{ path = '/token'; kind = 'status'; status = 200; body = $tokenJson; contentType = 'application/json' }
        $functionRequest = New-FunctionRequest '' @{ 'X-MS-CLIENT-PRINCIPAL-ID' = 'user_é' }
        & "$examples/azure-functions/token/run.ps1" -Request $functionRequest -TriggerMetadata @{}
        $pushed.Value.StatusCode | Should -Be OK
        $pushed.Value.ContentType | Should -Be application/json
        $pushed.Value.Headers['Cache-Control'] | Should -Be no-store
        , $pushed.Value.Body | Should -BeOfType byte[]
        $request = (Get-RequestLog $sandbox)[-1]
        $request.path | Should -BeLike '*/token'
        ($request.body | ConvertFrom-Json).user_id | Should -Be 'user_é'
        [System.Text.Encoding]::UTF8.GetString($pushed.Value.Body) | Should -BeExactly $tokenJson
    }

    It 'the token function requires a signed-in user, and returns no details of a failure' {
        & "$examples/azure-functions/token/run.ps1" -Request (New-FunctionRequest '') -TriggerMetadata @{}
        Add-Fault $sandbox @{ path = '/token'; kind = 'status'; status = 403; count = 1 }
        $functionRequest = New-FunctionRequest '' @{ 'X-MS-CLIENT-PRINCIPAL-ID' = 'user_1' }
        & "$examples/azure-functions/token/run.ps1" -Request $functionRequest -TriggerMetadata @{} 2> $null
        $pushed.Value.StatusCode | Should -Be Unauthorized, BadGateway
        $pushed.Value.Body | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'the scripts use exactly the declared bindings' {
        foreach ($name in 'webhook', 'token') {
            $bindings = (Get-Content "$examples/azure-functions/$name/function.json" -Raw | ConvertFrom-Json).bindings
            $text = Get-Content "$examples/azure-functions/$name/run.ps1" -Raw
            foreach ($binding in $bindings) {
                $pattern = $binding.direction -eq 'in' ? "param\(\`$$($binding.name)," : "-Name $($binding.name)\b"
                $text | Should -Match $pattern
            }
        }
        (Import-PowerShellDataFile "$examples/azure-functions/requirements.psd1").Keys | Should -Be VocaFuse
        (Get-Content "$examples/azure-functions/host.json" -Raw | ConvertFrom-Json).version | Should -Be '2.0'
    }
}

Describe 'The page that records' -Tag Chromium {
    It 'records and uploads to a service that is strict' {
        $strict = Start-VFSandbox --notes 1 --strict
        $port = Get-FreePort
        $listener = [System.Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        # A web server without sign-in.
        $server = [powershell]::Create().AddScript({
                param($listener, $folder, $sandbox)
                $secret = ConvertTo-SecureString $sandbox.apiSecret -AsPlainText
                Connect-VFAccount -ApiKey $sandbox.apiKey -ApiSecret $secret -BaseUri $sandbox.baseUri
                while ($listener.IsListening) {
                    $context = $listener.GetContext()
                    $type, $body = switch ("$($context.Request.HttpMethod) $($context.Request.Url.AbsolutePath)") {
                        'GET /' { 'text/html', (Get-Content "$folder/index.html" -Raw) }
                        'GET /recorder.js' { 'text/javascript', (Get-Content "$folder/recorder.js" -Raw) }
                        'GET /settings' { 'application/json', (ConvertTo-Json @{ baseUri = $sandbox.baseUri }) }
                        'POST /token' { 'application/json', (New-VFAccessToken ada -AsJson) }
                        default { 'text/plain', '' }
                    }
                    $bytes = [System.Text.Encoding]::UTF8.GetBytes($body)
                    $context.Response.ContentType = "$type; charset=utf-8"
                    $context.Response.Close($bytes, $true)
                }
            }).AddArgument($listener).AddArgument("$examples/pode/page").AddArgument($strict)
        try {
            $running = $server.BeginInvoke()
            $id = Invoke-Recording "http://127.0.0.1:$port/"
            Assert-Recording $strict $id ada
        }
        finally {
            $listener.Close()
            # It ends with the error of the closed listener.
            try { $null = $server.EndInvoke($running) } catch { Write-Debug $_ }
            $server.Dispose()
            Stop-VFSandbox $strict
        }
    }
}

Describe 'The Pode server' -Tag Pode {
    BeforeAll {
        $port = Get-FreePort
        $folder = Join-Path $TestDrive transcripts
        $users = Join-Path $TestDrive users.json
        $passwordBytes = [System.Text.Encoding]::UTF8.GetBytes('open sesame')
        $hash = [System.Convert]::ToBase64String([System.Security.Cryptography.SHA256]::HashData($passwordBytes))
        ConvertTo-Json @(@{ Name = 'Ada'; Username = 'ada'; Password = $hash }) | Set-Content $users
        $arguments = '-Address', '127.0.0.1', '-Port', $port, '-UserFile', $users, '-TranscriptPath', $folder, '-BaseUri', $sandbox.baseUri
        $start = Get-PwshStartInfo -NoProfile -NonInteractive -File "$examples/pode/server.ps1" @arguments
        $start.Environment['VOCAFUSE_API_KEY'] = $sandbox.apiKey
        $start.Environment['VOCAFUSE_API_SECRET'] = $sandbox.apiSecret
        $start.Environment['VOCAFUSE_WEBHOOK_SECRET'] = $webhookSecret
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        $server = [System.Diagnostics.Process]::Start($start)
        $output = $server.StandardOutput.ReadToEndAsync(), $server.StandardError.ReadToEndAsync()
        try { Wait-Port $port }
        catch {
            $server.Kill()
            throw "The server did not start: $($output.Result)"
        }
        $login = @{ Authorization = 'Basic ' + [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes('ada:open sesame')) }
    }

    AfterAll {
        if ($server) {
            $server.Kill()
            $server.WaitForExit()
            $server.Dispose()
        }
    }

    It 'relays the token of the service to signed-in users only' {
        Clear-RequestLog $sandbox
        Add-Fault $sandbox @{ path = '/token'; kind = 'status'; status = 200; body = $tokenJson; contentType = 'application/json' }
        $response = Invoke-WebRequest "http://127.0.0.1:$port/token" -Method Post -Headers $login -NoProxy
        $response.Content | Should -BeExactly $tokenJson
        $response.Headers['Content-Type'] | Should -BeLike 'application/json*'
        $response.Headers['Cache-Control'] | Should -Be no-store
        (Invoke-WebRequest "http://127.0.0.1:$port/token" -Method Post -SkipHttpErrorCheck -NoProxy).StatusCode | Should -Be 401
        $requests = Get-RequestLog $sandbox
        ($requests.body | ConvertFrom-Json).user_id | Should -Be ada
    }

    It 'serves the page to signed-in users only' {
        foreach ($path in '/', '/recorder.js', '/settings') {
            (Invoke-WebRequest "http://127.0.0.1:$port$path" -SkipHttpErrorCheck -NoProxy).StatusCode | Should -Be 401
            (Invoke-WebRequest "http://127.0.0.1:$port$path" -Headers $login -NoProxy).StatusCode | Should -Be 200
        }
        (Invoke-RestMethod "http://127.0.0.1:$port/settings" -Headers $login -NoProxy).baseUri | Should -Be $sandbox.baseUri
    }

    It 'serves a page that records and uploads in the name of the signed-in user' -Tag Chromium {
        Clear-RequestLog $sandbox
        $id = Invoke-Recording "http://ada:open%20sesame@127.0.0.1:$port/"
        Assert-Recording $sandbox $id ada
    }

    It 'accepts deliveries and exports the transcription' {
        Send-Delivery $port $transcribed[0] -Path /vocafuse | Should -Be 200
        for ($i = 0; $i -lt 2400 -and -not (Test-Path "$folder/$($transcribed[0]).txt"); $i++) { Start-Sleep -Milliseconds 25 }
        Get-Content "$folder/$($transcribed[0]).txt" -Raw | Should -Not -BeNullOrEmpty
    }

    It 'rejects deliveries that do not verify' {
        Send-Delivery $port -Path /vocafuse -Secret whsec_other | Should -Be 401
        Send-Delivery $port -Path /vocafuse -At ([datetimeoffset]::UtcNow.AddMinutes(-6)) | Should -Be 401
        Send-Delivery $port -Path /vocafuse -EventName '' | Should -Be 400
        # A reformatted body of a valid delivery does not verify.
        $delivery = New-Delivery $port -Path /vocafuse
        $delivery.Body = [System.Text.Encoding]::UTF8.GetString($delivery.Body) | ConvertFrom-Json | ConvertTo-Json
        (Invoke-WebRequest @delivery -ContentType application/json -SkipHttpErrorCheck -NoProxy).StatusCode | Should -Be 401
        Send-Delivery $port $transcribed[1] -Path /vocafuse | Should -Be 200
    }
}
