# Runs every line of PowerShell in docs/from-the-python-sdk.md, each section in a new session, and checks that it does the same as its
# Python equivalent.
BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'pages.ps1')
    $page = Join-Path $PSScriptRoot '../../docs/from-the-python-sdk.md' -Resolve
    $sections = @(Get-PagePair $page | Group-Object Section | ForEach-Object {
            @{ Section = $_.Name; Pairs = @($_.Group | ForEach-Object { @{ Python = $_.Python; Code = $_.Code; Line = $_.Line } }) }
        })
    $names = @(Get-PageTable $page 'SDK 0.1.0' | ForEach-Object {
            @{ First = $_[0].Trim('`'); Second = $_[1].Trim('`'); Line = $_[2].Trim('`') }
        })
    $kinds = @(Get-PageTable $page 'Python *\| status' | ForEach-Object {
            @{
                Kind   = $_[0].Trim('`')
                Status = [int]$_[1]
                Type   = $_[2].Trim('`', '[', ']')
                Ids    = $_[3].Split(',').Trim(' `'.ToCharArray())
            }
        })
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'webhooks.ps1')
    . (Join-Path $PSScriptRoot 'audio.ps1')
    . (Join-Path $PSScriptRoot 'feed.ps1')
    . (Join-Path $PSScriptRoot 'pages.ps1')
    $page = Join-Path $PSScriptRoot '../../docs/from-the-python-sdk.md' -Resolve
    $examples = Join-Path $PSScriptRoot '../../examples' -Resolve
    $sandbox = Start-VFSandbox --notes 40 --seed 7
    $env:VOCAFUSE_API_KEY = $sandbox.apiKey
    $env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
    $env:VOCAFUSE_WEBHOOK_SECRET = $webhookSecret

    # Default values of every session. Lines of the page that set one of these values override it.
    $default = @{
        'Connect-VFAccount:BaseUri'           = $sandbox.baseUri
        'Connect-VFAccount:MaximumRetryCount' = 0
        'Connect-VFAccount:RetryIntervalSec'  = 0
        'Receive-VFWebhook:MaximumCount'      = 1
    }

    # Lines to run before a section, in addition to Connect-VFAccount.
    $given = @{
        'Webhooks'       = {
            $body = '{"event":"voicenote.transcribed","voicenote":{"id":"rec_9","identity":"user_9","transcription":{"text":"Hi."}}}'
            $signature = New-VFWebhookSignature $body
            $headers = New-VFWebhookSignature $body -Timestamp (Get-Date) -DeliveryId del_1 -AsHeader
        }
        'Error handling' = { $ids = @((Get-VFVoiceNote -Status transcribed -First 2).Id) + 'rec_gone' }
    }

    # Placeholders of the page, with the expression that returns the real value.
    $words = [ordered]@{
        'rec_123'                         = '(Get-VFVoiceNote -Status transcribed -First 1).Id'
        'webhook_123'                     = '(Get-VFWebhook).Id'
        'key_123'                         = '(Get-VFApiKey | Where-Object Name -like *read*).Id'
        'sk_live_...'                     = '$env:VOCAFUSE_API_KEY'
        'https://vocafuse.example.com/v1' = "'$($sandbox.baseUri.Replace('127.0.0.1', 'localhost'))'"
        '-TimeoutSec 30'                  = "'-TimeoutSec 1'"
        '8080'                            = "$(Get-FreePort)"
    }

    # Returns the line of the page with real values.
    function Get-RealCode {
        $real = $Code
        foreach ($word in $words.Keys | Where-Object { $real.Contains($_) }) {
            $real = $real.Replace($word, (Invoke-Prompt $prompt $words[$word]))
        }
        $real
    }

    # Runs the line, embedded in the code of -Inside, and returns its output or, with -AsRequest, its requests.
    function Invoke-Line {
        param([string] $Inside = '{0}', [scriptblock] $While = {}, [switch] $AsRequest)
        $real = $Inside.Replace('{0}', (Get-RealCode))
        Clear-RequestLog $sandbox
        $output = Invoke-Prompt $prompt $real -While $While
        if ($AsRequest) {
            Get-RequestLog $sandbox |
                ForEach-Object { "$($_.method) $($_.path -replace '^/v1')$($_.query ? "?$($_.query)" : '')" }
        }
        else { $output }
    }

    # Returns the value of an expression in the session.
    function Get-Value {
        param([string] $Expression)
        Invoke-Prompt $prompt $Expression
    }

    # Runs the line with a fault for its next request.
    function Invoke-LineUnder {
        param([hashtable] $Fault, [string] $Inside = '{0}')
        $real = $Inside.Replace('{0}', (Get-RealCode))
        Add-Fault $sandbox (@{ kind = 'status' } + $Fault)
        Invoke-Prompt $prompt $real
    }

    # A catch block in which $_ is an error with all details.
    $caught = 'try { Get-VFVoiceNote rec_1 -ErrorAction Stop } catch { {0} }'
    $limited = @{
        status      = 429
        retryAfter  = '600'
        contentType = 'application/json'
        body        = '{"error":{"code":4290,"message":"Slow down."}}'
    }

    # The checks for each pair of the page, by its first line.
    $expectations = @{
        # Install and connect
        'Install-PSResource VocaFuse' = {
            $package = Join-Path (Get-Module VocaFuse).ModuleBase "../../VocaFuse.$((Get-Module VocaFuse).Version).nupkg"
            $obstacle = Get-FeedObstacle $package
            if ($obstacle) { Set-ItResult -Skipped -Because $obstacle }
            $homeFolder = (New-Item -ItemType Directory (Join-Path $TestDrive home)).FullName
            Invoke-FeedScript $package $homeFolder "$Code; (Get-InstalledPSResource VocaFuse).Name" | Should -Be VocaFuse
        }
        '#Requires -Modules VocaFuse' = {
            Get-Value 'Get-Module VocaFuse' | Should -BeNullOrEmpty
            Invoke-Line | Should -BeNullOrEmpty
            Get-Value '(Get-Module VocaFuse).Name' | Should -Be VocaFuse
        }
        'Import-Module VocaFuse' = {
            Get-Value 'Remove-Module VocaFuse'
            Invoke-Line | Should -BeNullOrEmpty
            Get-Value '(Get-Module VocaFuse).Name' | Should -Be VocaFuse
        }
        'Connect-VFAccount' = {
            Invoke-Line -AsRequest | Should -Be 'GET /account'
            Get-Value 'Get-VFConnection' | Should -BeOfType ([VocaFuse.PowerShell.VFConnection])
        }
        'Connect-VFAccount -ApiKey sk_live_... -ApiSecret (Read-Host -AsSecureString)' = {
            Get-Value 'Disconnect-VFAccount -All'
            Invoke-Line -AsRequest | Should -Be 'GET /account'
            (Get-Value 'Get-VFConnection').ApiKey | Should -BeLike "sk_test_*$($sandbox.apiKey[-4..-1] -join '')"
        }
        'Connect-VFAccount -Credential (Get-Secret VocaFuse-Berlin) -Name berlin' = {
            Invoke-Line | Should -HaveCount 10
            Get-Value '(Get-VFConnection berlin, oslo).IsCurrent' | Should -Be $false, $true
        }

        # Voice notes and transcriptions
        '$notes = Get-VFVoiceNote -First 10' = {
            Invoke-Line -AsRequest | Should -Be 'GET /voicenotes?page=0&limit=10'
            Get-Value '$notes' | Should -HaveCount 10
            Get-Value '$notes' | Should -BeOfType ([VocaFuse.VoiceNote])
        }
        '"Found $($notes.Count) voice notes"' = { Invoke-Line | Should -Be 'Found 10 voice notes' }
        'foreach ($note in $notes) { $note.Id }' = {
            Invoke-Line | Should -Be @(Invoke-Control $sandbox Get notes | ForEach-Object { $_ })[0..9]
        }
        '$note = Get-VFVoiceNote rec_123' = {
            $id = Get-Value $words.rec_123
            Invoke-Line -AsRequest | Should -Be "GET /voicenotes/$id"
            Get-Value '$note' | Should -BeOfType ([VocaFuse.VoiceNote])
        }
        '$note.Status' = { Invoke-Line | Should -Be transcribed }
        '$transcription = Get-VFTranscription rec_123' = {
            $id = Get-Value $words.rec_123
            Invoke-Line -AsRequest | Should -Be "GET /voicenotes/$id/transcription"
            Get-Value '$transcription' | Should -BeOfType ([VocaFuse.Transcription])
        }
        '$transcription.Text' = { Invoke-Line | Should -Match '\w+ \w+' }
        'Get-VFVoiceNote -First 10 -Status transcribed' = {
            Invoke-Line -AsRequest | Should -Be 'GET /voicenotes?page=0&limit=10&status=transcribed'
            (Invoke-Line).Status | Should -Be (@('transcribed') * 10)
        }
        'Get-VFVoiceNote -First 10 -Skip 20' = {
            (Invoke-Line).Id | Should -Be @(Invoke-Control $sandbox Get notes | ForEach-Object { $_ })[20..29]
        }
        'Get-VFVoiceNote -After 2025-10-01T00:00Z' = {
            Invoke-Line -AsRequest | Should -BeLike '*&date_from=2025-10-01T00%3A00%3A00Z'
            (Invoke-Line).CreatedAt | Should -BeGreaterOrEqual ([datetime]'2025-10-01Z')
        }
        'Get-VFVoiceNote -Before 2025-10-31T00:00Z' = {
            Invoke-Line -AsRequest | Should -BeLike '*&date_to=2025-10-31T00%3A00%3A00Z'
            (Invoke-Line).CreatedAt | Should -BeLessOrEqual ([datetime]'2025-10-31Z')
        }
        'Remove-VFVoiceNote rec_123 -Confirm:$false' = {
            $id = Get-Value $words.rec_123
            Invoke-Line -AsRequest | Should -Be "DELETE /voicenotes/$id"
            Invoke-Control $sandbox Get notes | ForEach-Object { $_ } | Should -Not -Contain $id
        }
        'Get-VFVoiceNote -Status transcribed | Get-VFTranscription' = {
            $transcriptions = Invoke-Line
            $transcriptions | Should -BeOfType ([VocaFuse.Transcription])
            $transcriptions.VoiceNoteId | Should -Be @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })
        }
        '$note.Duration.TotalSeconds' = { Invoke-Line | Should -BeOfType double }
        '$note.CreatedAt' = { Invoke-Line | Should -BeOfType datetime }
        '$note.OriginalFilename' = { Invoke-Line | Should -Match '\.\w+$' }
        '$note.FileSize' = { Invoke-Line | Should -BeOfType long }
        '$note.CustomTags' = { (Invoke-Line).Keys | Should -Contain department }
        '$transcription = Get-VFTranscription rec_123 -Wait -TimeoutSec 600' = {
            Invoke-Line | Should -BeNullOrEmpty
            Get-Value '$transcription' | Should -BeOfType ([VocaFuse.Transcription])
        }

        # Access tokens
        '$token = New-VFAccessToken user_12345 -ExpiresIn 3600' = {
            Invoke-Line -AsRequest | Should -Be 'POST /token'
            ((Get-RequestLog $sandbox)[0].body | ConvertFrom-Json).expires_in | Should -Be 3600
            (Get-Value '$token').UserId | Should -Be user_12345
        }
        'ConvertFrom-SecureString $token.Token -AsPlainText' = { (ConvertFrom-VFAccessToken (Invoke-Line)).UserId | Should -Be user_12345 }
        'New-VFAccessToken user_12345 -AsPlainText' = { (ConvertFrom-VFAccessToken (Invoke-Line)).UserId | Should -Be user_12345 }
        'New-VFAccessToken user_12345 -ExpiresIn 3600 -AsJson' = { (Invoke-Line | ConvertFrom-Json).data.expires_in | Should -Be 3600 }

        # Webhooks
        '$secret = Get-Secret VocaFuseWebhook' = {
            $created = Invoke-Line
            $created.Url | Should -Be 'https://example.com/webhook'
            $created.Events | Should -Be voicenote.transcribed
            ConvertFrom-SecureString $created.Secret -AsPlainText | Should -Be $webhookSecret
        }
        '$change = @{' = {
            $changed = Invoke-Line
            $changed.Url | Should -Be 'https://example.com/new'
            $changed.Events | Should -Be voicenote.transcribed, voicenote.failed
            ConvertFrom-SecureString $changed.Secret -AsPlainText |
                Should -Be $sandbox.apiSecret -Because 'the stand-in for Read-Host returns it'
        }
        '$webhooks = Get-VFWebhook' = {
            Invoke-Line -AsRequest | Should -Be 'GET /webhooks'
            Get-Value '$webhooks' | Should -BeOfType ([VocaFuse.Webhook])
        }
        'Remove-VFWebhook webhook_123 -Confirm:$false' = {
            Invoke-Line -AsRequest | Should -BeLike 'DELETE /webhooks/*'
            Get-Value 'Get-VFWebhook' | Should -BeNullOrEmpty
        }
        '$received = ConvertFrom-VFWebhook -Body $body -Header $headers -ErrorAction Stop' = {
            Invoke-Line | Should -Be 'Hi.'
            Invoke-Line -Inside '& { $body = "$body "; {0} }' | Should -Be 401
            # A delivery whose signature covers only the body, as in the Python SDK.
            $alone = '& { $headers = $headers.Clone(); $headers["X-VocaFuse-Signature"] = $signature; {0} }'
            Invoke-Line -Inside $alone | Should -Be 401
            $Code = $Code.Replace('-Header $headers', '-Signature $signature')
            Invoke-Line -Inside $alone | Should -Be 'Hi.'
        }
        'Test-VFWebhookSignature $body $signature' = {
            Invoke-Line | Should -BeTrue
            Invoke-Line -Inside '$genuine, $body = $body, "$body "; {0}; $body = $genuine' | Should -BeFalse
        }
        '$received.Event' = { Invoke-Line | Should -Be voicenote.transcribed }
        '$received.VoiceNoteId' = { Invoke-Line | Should -Be rec_9 }
        '$received.UserId' = { Invoke-Line | Should -Be user_9 }

        # Account and API keys
        '$account = Get-VFAccount' = {
            Invoke-Line -AsRequest | Should -Be 'GET /account'
            Get-Value '$account' | Should -BeOfType ([VocaFuse.Account])
        }
        '$account.Name' = { Invoke-Line | Should -BeLike 'Example *' }
        '$account.TenantId' = { Invoke-Line | Should -BeLike 'tenant_*' }
        '$account.Plan ?? ''Unknown''' = {
            Invoke-Line | Should -Be (Get-Value '$account.Plan')
            Invoke-Line -Inside '& { $account = @{ Plan = $null }; {0} }' | Should -Be Unknown
        }
        '$account = Set-VFAccount -Name ''Support'' -DefaultLanguage de' = {
            Invoke-Line -AsRequest | Should -Be 'PUT /account'
            (Get-Value 'Get-VFAccount').Name | Should -Be Support
            (Get-Value '$account').Settings.DefaultLanguage | Should -Be de
        }
        '$keys = Get-VFApiKey' = {
            Invoke-Line -AsRequest | Should -BeLike 'GET /account/api-keys*'
            Get-Value '$keys' | Should -BeOfType ([VocaFuse.ApiKey])
        }
        'Remove-VFApiKey key_123 -Confirm:$false' = {
            Invoke-Line -AsRequest | Select-Object -Last 1 | Should -BeLike 'DELETE /account/api-keys/*'
            (Get-Value 'Get-VFApiKey').Name | Should -Not -BeLike '*read*'
        }
        '$new = New-VFApiKey ''Test API Key'' ''API key for testing purposes''' = {
            Invoke-Line -AsRequest | Should -Be 'POST /account/api-keys'
            (Get-Value 'Get-VFApiKey').Description | Should -Contain 'API key for testing purposes'
            (Get-Value 'Connect-VFAccount -Credential $new.Credential -PassThru').Account | Should -Be Support
        }

        # Configuration
        'Connect-VFAccount -TimeoutSec 30' = {
            Invoke-Line | Should -BeNullOrEmpty
            Add-Fault $sandbox @{ kind = 'hang' }
            $failure = { Get-Value 'Get-VFVoiceNote -First 1' } | Should -Throw -PassThru
            $failure.FullyQualifiedErrorId | Should -BeLike 'RequestTimedOut,*'
            "$failure" | Should -BeLike '*within 1 s*'
        }
        'Connect-VFAccount -MaximumRetryCount 3 -RetryIntervalSec 1' = {
            Add-Fault $sandbox @{ kind = 'status'; status = 503; retryAfter = '0'; count = 3 }
            Invoke-Line -AsRequest | Should -Be (@('GET /account') * 4)
            Add-Fault $sandbox @{ kind = 'status'; status = 503 }
            Get-Value 'Get-VFVoiceNote -First 1 -Verbose' | Should -Not -BeNullOrEmpty
            $wait = [regex]::Match("$($prompt.Streams.Verbose)", 'Retry in ([\d.]+) s').Groups[1].Value
            [double]::Parse($wait, [cultureinfo]::InvariantCulture) | Should -BeGreaterThan 0
        }
        'Connect-VFAccount -BaseUri https://vocafuse.example.com/v1' = {
            Invoke-Line -AsRequest | Should -Be 'GET /account'
            (Get-Value 'Get-VFConnection | Where-Object IsCurrent').BaseUri.Host | Should -Be localhost
        }
        'Get-VFVoiceNote -First 1 -Debug' = {
            Invoke-Line | Should -BeOfType ([VocaFuse.VoiceNote])
            "$($prompt.Streams.Debug)" | Should -BeLike '*GET /voicenotes*X-VocaFuse-API-Secret: ***"voicenotes":*'
            "$($prompt.Streams.Debug)" | Should -Not -Match ([regex]::Escape($sandbox.apiSecret))
            Get-Value 'Get-VFVoiceNote -First 1' | Should -Not -BeNullOrEmpty
            $prompt.Streams.Debug | Should -BeNullOrEmpty
        }
        '$DebugPreference = $VerbosePreference = ''Continue''' = {
            Invoke-Line | Should -BeNullOrEmpty
            Get-Value 'Get-VFVoiceNote -First 1' | Should -BeOfType ([VocaFuse.VoiceNote])
            "$($prompt.Streams.Debug)" | Should -BeLike '*GET /voicenotes*'
            "$($prompt.Streams.Verbose)" | Should -BeLike '*GET /voicenotes* ms, request ID *'
        }

        # Error handling
        '[int]$_.Exception.StatusCode' = { Invoke-LineUnder $limited $caught | Should -Be 429 }
        '$_.Exception.Code' = { Invoke-LineUnder $limited $caught | Should -Be '4290' }
        '$_.Exception.Message' = { Invoke-LineUnder $limited $caught | Should -BeLike '*Slow down.*' }
        '$_.Exception.RetryAfter' = { Invoke-LineUnder $limited $caught | Should -Be ([timespan]::FromMinutes(10)) }
        '$note = Get-VFVoiceNote rec_123 -ErrorAction Stop' = {
            Invoke-Line | Should -BeNullOrEmpty
            Get-Value '$note' | Should -BeOfType ([VocaFuse.VoiceNote])
            Invoke-LineUnder @{ status = 404 } | Should -Be 'There is no such voice note.'
            Invoke-LineUnder @{ status = 401 } | Should -Be 'Check the API key and its secret.'
            Invoke-LineUnder @{ status = 400 } | Should -BeLike 'Not valid: *400*'
            Invoke-LineUnder $limited | Should -Be 'Retry in 600 s.'
            $forbidden = @{ status = 403; contentType = 'application/json'; body = '{"error":{"code":1003,"message":"Not yours."}}' }
            Invoke-LineUnder $forbidden | Should -BeLike '403 1003 *Not yours.*'
        }
        '$texts = $ids | Get-VFTranscription -ErrorAction SilentlyContinue -ErrorVariable failed' = {
            Invoke-Line | Should -BeNullOrEmpty
            (Get-Value '$texts').VoiceNoteId | Should -Be (Get-Value '$ids[0..1]')
            Get-Value '$missing' | Should -Be rec_gone
        }

        # Recipes. The lines of the servers are part of the examples, which ExampleEndpoints.Tests.ps1 runs.
        '$WebEvent.Request.RawBody' = { (Get-Content $examples/pode/server.ps1 -Raw).Contains("-Body $Code ") | Should -BeTrue }
        '$Request.RawBody' = { (Get-Content $examples/azure-functions/webhook/run.ps1 -Raw).Contains("-Body $Code ") | Should -BeTrue }
        '$Request.InputStream' = { (Get-Content $examples/http-listener.ps1 -Raw).Contains("$Code.CopyToAsync(") | Should -BeTrue }
        '$json = New-VFAccessToken user_123 -ExpiresIn 3600 -AsJson' = {
            Invoke-Line | Should -BeNullOrEmpty
            (Get-Value '$json' | ConvertFrom-Json).data.jwt_token | Should -Not -BeNullOrEmpty
        }
        'Receive-VFWebhook -Port 8080 -Path /api/webhooks/vocafuse |' = {
            $id = Get-Value $words.rec_123
            $output = Invoke-Line -While {
                Wait-Port $words['8080']
                Send-Delivery $words['8080'] $id -Path /api/webhooks/vocafuse -Secret whsec_other | Should -Be 401
                Send-Delivery $words['8080'] $id -Path /api/webhooks/vocafuse | Should -Be 200
            }
            $output | Should -BeOfType ([VocaFuse.Transcription])
            $output.VoiceNoteId | Should -Be $id
        }

        # Differences
        'Send-VFVoiceNote interview.wav -UserId user_123 |' = {
            $null = New-Wav (Join-Path $folder interview.wav) 2
            Invoke-Line | Should -BeNullOrEmpty
            Get-Content (Join-Path $folder captions/*.srt) -Raw | Should -Match '\d\d:\d\d,\d\d\d --> '
        }
    }
}

AfterAll {
    Stop-VFSandbox $sandbox
    Remove-Item Env:VOCAFUSE_API_KEY, Env:VOCAFUSE_API_SECRET, Env:VOCAFUSE_WEBHOOK_SECRET
}

Describe 'From the Python SDK: <Section>' -ForEach $sections {
    BeforeAll {
        Reset-Sandbox $sandbox
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $prompt = New-Prompt $folder $default
        if ($Section -ne 'Install and connect') { Invoke-Prompt $prompt 'Connect-VFAccount' }
        if ($given.ContainsKey($Section)) { Invoke-Prompt $prompt $given[$Section] }
    }

    AfterAll { $prompt.Runspace.Dispose(); $prompt.Dispose() }

    It '<Line>' -ForEach $Pairs {
        $Code | Should -Not -BeNullOrEmpty -Because "this Python code needs its PowerShell equivalent: $Python"
        $expectations.ContainsKey($Line) | Should -BeTrue -Because 'every line of the page is tested'
        & $expectations[$Line]
    }
}

Describe 'The page' {
    It 'has each tested line exactly once' {
        $lines = (Get-PagePair $page).Line
        $lines | Should -BeExactly ($lines | Select-Object -Unique)
        $expectations.Keys | Where-Object { $_ -notin $lines } | Should -BeNullOrEmpty
    }

    It 'names commands, parameters and files that exist' {
        $commands = Get-Command -Module VocaFuse
        $parameters = $commands.Parameters.Keys
        $text = (Get-Content $page -Raw) -replace '(?ms)^```.+?^```'
        [regex]::Matches($text, '\b\w+-VF\w+').Value | Where-Object { $_ -notin $commands.Name } | Should -BeNullOrEmpty
        $named = [regex]::Matches($text, '`(?:[\w-]+ )?-(\w+)').ForEach{ $_.Groups[1].Value }
        $named | Should -Contain WhatIf
        $named | Where-Object { $_ -notin $parameters } | Should -BeNullOrEmpty
        $links = [regex]::Matches($text, '\]\(([^)#]+)').ForEach{ $_.Groups[1].Value }
        $links.Count | Should -BeGreaterThan 4
        foreach ($link in $links) { Join-Path $page ../$link | Should -Exist }
    }

    Context 'for a service with the names of recordings' {
        BeforeAll { $recordings = Start-VFSandbox --notes 20 --family recordings }

        AfterAll { Stop-VFSandbox $recordings }

        It 'has <Second>: <Line>' -ForEach $names {
            $Second | Should -Be $First.Replace('voicenotes', 'recordings')
            Reset-Sandbox $recordings
            $id = @(Invoke-Control $recordings Get 'notes?status=transcribed' | ForEach-Object { $_ })[0]
            Connect-VFAccount -Credential (Get-SandboxCredential $recordings.apiKey $recordings.apiSecret) -BaseUri $recordings.baseUri
            $result = & ([scriptblock]::Create($Line.Replace('Remove-VFVoiceNote', 'Remove-VFVoiceNote -Confirm:$false')))
            if ($Line -notlike 'Remove-*') { $result | Should -Not -BeNullOrEmpty }
            (Get-RequestLog $recordings)[-1].path | Should -BeLike '/v1/recordings*'
            Disconnect-VFAccount -All
        }
    }

    It 'has the correct defaults of Connect-VFAccount' {
        $command = [Activator]::CreateInstance((Get-Command Connect-VFAccount).ImplementingType)
        $defaults = @(Get-PageTable $page ' *\| SDK')
        $defaults[0..2].ForEach{ $_[2] } |
            Should -Be "$($command.TimeoutSec) s", "$($command.MaximumRetryCount)", "$($command.RetryIntervalSec) s"
    }

    It 'maps <Kind> with status <Status> to <Type>: <Ids>' -ForEach $kinds {
        ($Type -as [type]).BaseType | Should -Be ([VocaFuse.VocaFuseException])
        $prompt = New-Prompt $TestDrive $default
        try {
            Invoke-Prompt $prompt 'Connect-VFAccount'
            foreach ($id in $Ids) {
                $command = switch ($id) {
                    TranscriptionNotFound { 'Get-VFTranscription rec_1' }
                    WebhookNotFound { 'Get-VFWebhook wh_1' }
                    WebhookExists { 'New-VFWebhook https://example.com/webhook' }
                    ApiKeyNotFound { 'Get-VFApiKey key_1' }
                    ResourceNotFound { 'Get-VFAccount' }
                    default { 'Get-VFVoiceNote rec_1' }
                }
                Add-Fault $sandbox @{ kind = 'status'; status = $Status }
                $failed = Invoke-Prompt $prompt "try { $command -ErrorAction Stop } catch { `$_ }"
                $failed.FullyQualifiedErrorId | Should -BeLike "$id,*"
                $failed.Exception.GetType().FullName | Should -Be $Type
            }
        }
        finally { $prompt.Runspace.Dispose(); $prompt.Dispose() }
    }
}
