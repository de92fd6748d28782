BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 25 --seed 1
    $credential = Get-SandboxCredential $sandbox.apiKey $sandbox.apiSecret
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Errors of Connect-VFAccount' {
    It 'recommend a command line: <Case>' -ForEach @(
        @{
            Case = 'a secret as plain text'; Option = @{ ApiKey = 'sk_test_1'; ApiSecret = 'plain' }
            Id = 'ParameterArgumentTransformationError'; Expected = '*Read-Host -AsSecureString*'
        }
        @{ Case = 'an invalid address'; Option = @{ BaseUri = 'foo' }; Id = 'InvalidConnectionOption'; Expected = '*-BaseUri https://*' }
        @{
            Case = 'no service at the address'; Option = @{ BaseUri = 'http://127.0.0.1:1/v1'; MaximumRetryCount = 0 }
            Id = 'ConnectionFailed'; Expected = '*-BaseUri*'
        }
    ) {
        $failure = Use-Environment @{ VOCAFUSE_API_KEY = 'sk_test_0123456789'; VOCAFUSE_API_SECRET = 'secret-0123456789' } {
            { Connect-VFAccount @Option } | Should -Throw -PassThru
        }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        # Parameter binding errors of PowerShell have no recommended action.
        $recommendation = $failure.ErrorDetails ? $failure.ErrorDetails.RecommendedAction : ''
        "$failure $recommendation" | Should -BeLike $Expected
        "$failure" | Should -Not -BeLike "*(Parameter '*"
    }
}

Describe 'Connect-VFAccount' {
    BeforeEach {
        Reset-Sandbox $sandbox
        Disconnect-VFAccount -All
    }

    It 'connects with a credential, checks it with one request, and shows no secret' {
        $connection = Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri -PassThru
        $connection | Should -BeOfType VocaFuse.PowerShell.VFConnection
        $connection.Environment | Should -Be 'Test'
        $connection.BaseUri | Should -Be $sandbox.baseUri
        $connection.ApiKey | Should -BeExactly "sk_test_…$($sandbox.apiKey.Substring($sandbox.apiKey.Length - 4))"
        $connection.Account | Should -Not -BeNullOrEmpty
        $connection.IsCurrent | Should -BeTrue
        $log = Get-RequestLog $sandbox
        $log | Should -HaveCount 1
        $log[0].path | Should -Be '/v1/account'
        $log[0].headers.'User-Agent' | Should -BeLike "VocaFuse-PowerShell/$((Get-Module VocaFuse).Version) (*"
    }

    It 'accepts a credential from the pipeline, as Get-Secret returns it' {
        ($credential | Connect-VFAccount -BaseUri $sandbox.baseUri -PassThru).Name | Should -Be 'Default'
    }

    It 'connects with key and secret' {
        $secret = ConvertTo-SecureString $sandbox.apiSecret -AsPlainText
        Connect-VFAccount -ApiKey $sandbox.apiKey -ApiSecret $secret -BaseUri $sandbox.baseUri
        (Get-VFVoiceNote -First 1).Id | Should -Not -BeNullOrEmpty
    }

    It 'connects with the environment variables, and returns nothing' {
        $env:VOCAFUSE_API_KEY = $sandbox.apiKey
        $env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
        try { Connect-VFAccount -BaseUri $sandbox.baseUri | Should -BeNullOrEmpty }
        finally { Remove-Item Env:VOCAFUSE_API_KEY, Env:VOCAFUSE_API_SECRET }
        (Get-VFConnection).Name | Should -Be 'Default'
    }

    It 'describes all ways to pass credentials if there are none' {
        $failure = { Connect-VFAccount -BaseUri $sandbox.baseUri } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'NoCredentials,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$failure" | Should -BeLike '*VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET are not set*'
        "$failure" | Should -BeLike '*environment variables*-Credential*-ApiKey*-ApiSecret*'
    }

    It 'names the missing environment variable' {
        $env:VOCAFUSE_API_KEY = $sandbox.apiKey
        try { { Connect-VFAccount } | Should -Throw '*: VOCAFUSE_API_SECRET is not set*' }
        finally { Remove-Item Env:VOCAFUSE_API_KEY }
    }

    It 'keeps no connection if the credentials are rejected' {
        $failure = { Connect-Sandbox $sandbox -ApiSecret 'wrong_secret_value' } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.Exception.StatusCode | Should -Be 401
        Get-VFConnection | Should -BeNullOrEmpty
    }

    It 'connects if the key is not permitted to read the account' {
        $connection = Connect-Sandbox $sandbox -ApiKey $sandbox.readOnlyApiKey -ApiSecret $sandbox.readOnlyApiSecret
        $connection.IsCurrent | Should -BeTrue
        $connection.Account | Should -BeNullOrEmpty
        (Get-RequestLog $sandbox).status | Should -Be 403
    }

    It 'sends no request with -SkipValidation' {
        Connect-Sandbox $sandbox -Option @{ SkipValidation = $true } | Should -Not -BeNullOrEmpty
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'rejects the address <Uri>' -ForEach @(
        @{ Uri = 'http://api.example.com/v1' }
        @{ Uri = 'ftp://127.0.0.1/v1' }
        @{ Uri = 'https://user:word@api.example.com/v1' }
        @{ Uri = 'https://api.example.com/v1?x=1' }
        @{ Uri = 'relative' }
    ) {
        $failure = { Connect-VFAccount -Credential $credential -BaseUri $Uri -SkipValidation } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidConnectionOption,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'rejects a key that contains a line break' {
        $withLineBreak = Get-SandboxCredential "sk_test_x`n" 'secret'
        $failure = { Connect-VFAccount -Credential $withLineBreak -BaseUri $sandbox.baseUri } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidCredentials,*'
    }

    It 'selects the address by the prefix of the key' {
        $test = Connect-VFAccount -Credential (Get-SandboxCredential 'sk_test_abcdefghijkl' 'secret') -SkipValidation -PassThru
        $test.BaseUri | Should -Be 'https://test-api.vocafuse.com/v1'
        $live = Connect-VFAccount -Credential (Get-SandboxCredential 'sk_live_abcdefghijkl' 'secret') -SkipValidation -PassThru
        $live.BaseUri | Should -Be 'https://api.vocafuse.com/v1'
        $live.Environment | Should -Be 'Live'
    }

    It 'reports a refused connection with the address' {
        $failure = { Connect-VFAccount -Credential $credential -BaseUri http://127.0.0.1:9/v1 -MaximumRetryCount 0 } |
            Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        "$failure" | Should -BeLike "*'127.0.0.1:9' (connection refused)*"
    }
}

Describe 'The family of names' {
    BeforeEach {
        Reset-Sandbox $sandbox
        Disconnect-VFAccount -All
    }

    It 'is found with the first command, without an extra request' {
        $sandbox = Start-VFSandbox --notes 1 --family voicenotes
        try {
            $credential = Get-SandboxCredential $sandbox.apiKey $sandbox.apiSecret
            $connection = Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri -PassThru
            $connection.ApiNames | Should -Be 'Auto'
            $null = Get-VFVoiceNote -First 1
            (Get-VFConnection).ApiNames | Should -Be 'VoiceNotes'
            (Get-RequestLog $sandbox).path | Should -Be '/v1/account', '/v1/voicenotes'
        }
        finally { Stop-VFSandbox $sandbox }
    }

    It 'is found with one request of the list after an ambiguous 404, and reported with -Verbose' {
        Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri
        $lines = Get-VFVoiceNote vn_none -Verbose -ErrorAction SilentlyContinue -ErrorVariable failed 4>&1
        $words = $noteName -eq 'recording' ? 'recordings' : 'voice notes'
        "$lines" | Should -BeLike "*The service uses the names of $words (found with GET /${noteName}s/vn_none).*"
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'VoiceNoteNotFound,*'
        Get-VFVoiceNote vn_none -ErrorAction SilentlyContinue
        $after = $noteName -eq 'recording' ? @('/v1/recordings/vn_none', '/v1/recordings/vn_none') : @('/v1/voicenotes/vn_none')
        (Get-RequestLog $sandbox).path | Should -Be (@('/v1/account', '/v1/voicenotes/vn_none', '/v1/voicenotes') + $after)
    }

    It 'is found with an upload' {
        . (Join-Path $PSScriptRoot 'audio.ps1')
        Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri
        $null = New-Wav (Join-Path $TestDrive 'a.wav') | Send-VFVoiceNote -UserId user_1
        (Get-VFConnection).ApiNames | Should -Be "${noteName}s"
    }

    It 'is found by every command of notes if the service rejects an unknown route with <_>' -ForEach @(
        'error', 'not-found', 'missing-token'
    ) {
        $recordings = Start-VFSandbox --notes 30 --family recordings --unknown-route $_
        try {
            $connect = @{ Credential = Get-SandboxCredential $recordings.apiKey $recordings.apiSecret; BaseUri = $recordings.baseUri }
            $id = @(Invoke-Control $recordings Get 'notes?status=transcribed' | ForEach-Object { $_ })[0]
            $commands = { Get-VFVoiceNote $id }, { Get-VFTranscription $id }, { Get-VFVoiceNote }, { Wait-VFVoiceNote $id },
                { Remove-VFVoiceNote $id -Confirm:$false }
            foreach ($command in $commands) {
                Connect-VFAccount @connect
                Clear-RequestLog $recordings
                $null = & $command
                (Get-VFConnection).ApiNames | Should -Be Recordings
                # At most the rejected request and one request of the list.
                @(Get-RequestLog $recordings | Where-Object path -Like '/v1/voicenotes*').Count | Should -BeLessOrEqual 2
            }
            @(Get-RequestLog $recordings | Where-Object { $_.method -eq 'DELETE' -and $_.status -eq 204 }) | Should -HaveCount 1
        }
        finally { Stop-VFSandbox $recordings }
    }

    It 'is set by -ApiNames, and completion follows it' {
        Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri -ApiNames Recordings
        (Get-VFConnection).ApiNames | Should -Be 'Recordings'
        $line = 'New-VFWebhook https://example.com -Event re'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText |
            Should -Be 'recording.transcribed', 'recording.failed', 'recording.created', 'recording.deleted'
        $line = 'New-VFAccessToken user_1 -Scope '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText |
            Should -Be 'voice-api.upload_recording', 'voice-api.read_recording'
    }

    It 'is named in the error if it was set to the wrong one' {
        $wrong = $noteName -eq 'voicenote' ? 'Recordings' : 'VoiceNotes'
        Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri -ApiNames $wrong
        $failure = { Get-VFVoiceNote -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ResourceNotFound,*'
        "$failure" | Should -BeLike "The service has no route GET /$wrong (404).*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*ApiNames*'
    }

    It 'determines the default scope, and scopes of the other family are translated' {
        Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri
        (New-VFAccessToken user_1).Scopes | Should -Be "voice-api.upload_$noteName"
        $other = $noteName -eq 'voicenote' ? 'recording' : 'voicenote'
        (New-VFAccessToken user_1 -Scope "voice-api.upload_$other").Scopes | Should -Be "voice-api.upload_$noteName"
    }
}

Describe 'Several connections' {
    BeforeAll {
        Disconnect-VFAccount -All
        $first = Connect-Sandbox $sandbox -Name first
        $second = Connect-Sandbox $sandbox -ApiKey $sandbox.secondTenant.apiKey -ApiSecret $sandbox.secondTenant.apiSecret -Name second
        $firstIds = (Get-VFVoiceNote -Connection $first).Id
        $secondIds = (Get-VFVoiceNote -Connection $second).Id
    }

    It 'uses the newest one by default' {
        $second.IsCurrent | Should -BeTrue
        $first.IsCurrent | Should -BeFalse
        (Get-VFVoiceNote).Id | Should -Be $secondIds
        $firstIds | Should -HaveCount 25
        $firstIds | Should -Not -Be $secondIds
    }

    It 'accepts a connection by name' {
        (Get-VFVoiceNote -Connection FIRST).Id | Should -Be $firstIds
        { Get-VFVoiceNote -Connection none } | Should -Throw "*no connection named 'none'*" -ErrorId 'ConnectionNotFound,*'
    }

    It 'replaces a connection of the same name' {
        $again = Connect-Sandbox $sandbox -Name first
        (Get-VFConnection).Name | Should -Be 'second', 'first'
        $again.IsCurrent | Should -BeTrue
        # The replaced connection object still works.
        (Get-VFVoiceNote -Connection $first -First 1).Id | Should -Be $firstIds[0]
    }

    It 'recommends Connect-VFAccount if there is none' {
        Disconnect-VFAccount -All
        $failure = { Get-VFVoiceNote } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-VFAccount*'
        # All versions show the recommendation once: PowerShell 7.5 and later show it, for 7.4 it is part of the message.
        $shown = ($failure | Out-String) -replace '[\s|]+', ' '
        [regex]::Matches($shown, 'Recommendation:').Count | Should -Be 1
        $shown | Should -Match 'in this session\. Recommendation: Run Connect-VFAccount, or '
    }
}

Describe 'Connections in runspaces' {
    It 'are separate' {
        $script = {
            param($uri, $key, $secret)
            Import-Module VocaFuse
            Connect-VFAccount -ApiKey $key -ApiSecret (ConvertTo-SecureString $secret -AsPlainText) -BaseUri $uri
            Get-VFConnection | ForEach-Object ApiKey
            (Get-VFVoiceNote | Measure-Object).Count
        }
        Disconnect-VFAccount -All
        $null = Connect-Sandbox $sandbox
        $other = [powershell]::Create().AddScript($script)
        $null = $other.AddArgument($sandbox.baseUri).AddArgument($sandbox.secondTenant.apiKey).AddArgument($sandbox.secondTenant.apiSecret)
        try { $output = $other.Invoke() } finally { $other.Dispose() }
        $output | Should -HaveCount 2
        $output[0] | Should -BeLike "*$($sandbox.secondTenant.apiKey.Substring($sandbox.secondTenant.apiKey.Length - 4))"
        $output[1] | Should -Be 7
        (Get-VFVoiceNote | Measure-Object).Count | Should -Be 25
    }

    It 'can be passed with $using: to ForEach-Object -Parallel' {
        $connection = Connect-Sandbox $sandbox
        $ids = (Get-VFVoiceNote -First 6).Id
        $got = $ids | ForEach-Object -Parallel { (Get-VFVoiceNote -VoiceNoteId $_ -Connection $using:connection).Id } -ThrottleLimit 3
        $got | Sort-Object | Should -Be ($ids | Sort-Object)
    }

    It 'cannot be passed to another process' {
        $null = Connect-Sandbox $sandbox
        $xml = Join-Path $TestDrive connection.xml
        Get-VFConnection | Export-Clixml $xml
        { Get-VFVoiceNote -Connection (Import-Clixml $xml) } | Should -Throw "*can't be passed to another process*Connect-VFAccount*"
    }
}

Describe 'Proxies' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'webhooks.ps1')
        . (Join-Path $PSScriptRoot 'proxy.ps1')
        $refusing = Start-Proxy -Status '403 Forbidden'
        $failing = Start-Proxy -Status '502 Bad Gateway'
        $asking = Start-Proxy -Credential 'ada:pass:word'
        # A bound socket that does not listen rejects connections, and no other process can take its port.
        $closed = [System.Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
        $closed.Bind([System.Net.IPEndPoint]::new([System.Net.IPAddress]::Loopback, 0))
        $dead = "http://$($closed.LocalEndPoint)"
        # A name that is never resolved, because only the name of the proxy is.
        $far = 'https://vocafuse.invalid/v1'
    }

    AfterAll {
        $refusing, $failing, $asking | ForEach-Object { Stop-Proxy $_ }
        $closed.Dispose()
    }

    BeforeEach { Disconnect-VFAccount -All }

    It 'cause an error that names the proxy and not the service: <Case>' -ForEach @(
        @{
            Case = 'a dead proxy'; Uri = { $sandbox.baseUri }; Proxy = { $dead }; Id = 'ProxyFailed'
            Text = { "Could not connect to the proxy '$($dead.Substring(7))' (connection refused)." }
        }
        @{
            Case = 'a dead proxy, with TLS'; Uri = { $far }; Proxy = { $dead }; Id = 'ProxyFailed'
            Text = { "Could not connect to the proxy '$($dead.Substring(7))' (connection refused)." }
        }
        @{
            Case = 'an unknown name'; Uri = { $far }; Proxy = { 'http://proxy.invalid:8080' }; Id = 'ProxyFailed'
            Text = { "Could not resolve the proxy 'proxy.invalid:8080'." }
        }
        @{
            Case = 'a refusal'; Uri = { $far }; Proxy = { $refusing.Uri }; Id = 'ProxyFailed'
            Text = { "The proxy '$($refusing.Host)' refused to connect to 'vocafuse.invalid' (403 Forbidden)." }
        }
        @{
            Case = 'a failure behind it'; Uri = { $far }; Proxy = { $failing.Uri }; Id = 'ProxyFailed'
            Text = { "The proxy '$($failing.Host)' refused to connect to 'vocafuse.invalid' (502 BadGateway)." }
        }
        @{
            Case = 'missing credentials'; Uri = { $sandbox.baseUri }; Proxy = { $asking.Uri }; Id = 'ProxyCredentialRequired'
            Text = { "The proxy '$($asking.Host)' requires credentials (407)." }
        }
        @{
            Case = 'missing credentials, with TLS'; Uri = { $far }; Proxy = { $asking.Uri }; Id = 'ProxyCredentialRequired'
            Text = { "The proxy '$($asking.Host)' requires credentials (407)." }
        }
    ) {
        $failure = { Connect-VFAccount -Credential $credential -BaseUri (& $Uri) -Proxy (& $Proxy) -MaximumRetryCount 0 } |
            Should -Throw -ErrorId "$Id,*" -PassThru
        "$failure" | Should -Be (& $Text)
        $expected = $Id -eq 'ProxyFailed' ?
            '*-Proxy of Connect-VFAccount*HTTPS_PROXY*-NoProxy*' :
            '*-ProxyCredential*-ProxyUseDefaultCredentials*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $expected
        $failure.Exception.Proxy.Authority | Should -Not -BeNullOrEmpty
    }

    It 'receive their credentials, and forward requests' {
        $login = Get-SandboxCredential ada 'pass:word'
        $null = Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri -Proxy $asking.Uri -ProxyCredential $login -PassThru
        $before = $asking.Output.Count
        (Get-VFVoiceNote -First 1).Id | Should -Not -BeNullOrEmpty
        $asking.Output.Count | Should -BeGreaterThan $before
        $asking.Output[-1] | Should -BeLike "GET $($sandbox.baseUri)/$env:VOCAFUSE_SANDBOX_FAMILY*"
    }

    It 'of the environment are used without their password in an error, and not with -NoProxy' {
        $secret = "(ConvertTo-SecureString $($sandbox.apiSecret) -AsPlainText -Force)"
        $connect = "Import-Module VocaFuse; Connect-VFAccount -ApiKey $($sandbox.apiKey) -ApiSecret $secret " +
            "-BaseUri $($sandbox.baseUri) -MaximumRetryCount 0"
        Use-Environment @{ http_proxy = $dead.Replace('//', '//ada:pa55word@') } {
            $output, $withoutProxy = (Invoke-Script "try { $connect } catch { `$_ }; '--'; $connect -NoProxy" | Out-String) -split '--'
            $output | Should -Match "Could not connect to the proxy\s+'$($dead.Substring(7))'"
            $output | Should -Not -Match 'pa55word'
            $withoutProxy.Trim() | Should -BeNullOrEmpty
        }
    }

    It 'are rejected: <Case>' -ForEach @(
        @{ Case = 'an address with a password'; Option = @{ Proxy = 'http://ada:pa55word@proxy.example.com:8080' } }
        @{ Case = 'an address without a scheme'; Option = @{ Proxy = 'proxy.example.com:8080' } }
        @{ Case = 'a scheme that no proxy has'; Option = @{ Proxy = 'ftp://proxy.example.com' } }
        @{ Case = '-NoProxy and -Proxy'; Option = @{ Proxy = 'http://proxy.example.com'; NoProxy = $true } }
        @{
            Case   = 'two kinds of credentials'
            Option = @{
                ProxyCredential            = [pscredential]::new('a', (ConvertTo-SecureString b -AsPlainText -Force))
                ProxyUseDefaultCredentials = $true
            }
        }
    ) {
        $failure = { Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri @Option } |
            Should -Throw -ErrorId 'InvalidConnectionOption,*' -PassThru
        "$failure $($failure.TargetObject) $($failure.ErrorDetails.RecommendedAction)" | Should -Not -BeLike '*pa55word*'
    }

    It 'are not named in the error for a port without TLS' {
        $uri = $sandbox.baseUri -replace '^http', 'https'
        $failure = { Connect-VFAccount -Credential $credential -BaseUri $uri -MaximumRetryCount 0 } |
            Should -Throw -ErrorId 'ConnectionFailed,*' -PassThru
        "$failure" | Should -BeLike "*it does not use TLS. The address may be that of a plain HTTP port."
    }
}
