BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 12 --seed 7
    $credential = Get-SandboxCredential $sandbox.apiKey $sandbox.apiSecret
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Test-VFConnection with a connection' {
    BeforeEach {
        Disconnect-VFAccount -All
        Reset-Sandbox $sandbox
        $connection = Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri -RetryIntervalSec 0 -Name main -PassThru
    }

    It 'returns one object per check, in order, and only reads' {
        Clear-RequestLog $sandbox
        $checks = Test-VFConnection
        $checks | Should -BeOfType ([VocaFuse.ConnectionCheck])
        $checks.Name | Should -Be Proxy, NameResolution, TcpConnection, TlsCertificate, Credentials, Clock, ReadVoiceNotes, ApiNames,
            ReadWebhooks, ReadAccount, ReadApiKeys, Latency, RateLimit
        $checks | Where-Object Status -EQ Failed | Should -BeNullOrEmpty
        $byName = @{}
        foreach ($check in $checks) { $byName[$check.Name] = $check }
        $byName.TlsCertificate.Status | Should -Be Skipped
        $byName.ApiNames.Detail | Should -Be "The service uses the names of ${noteName}s."
        $byName.Latency.Duration | Should -BeOfType ([timespan])
        $byName.Latency.DurationSeconds | Should -Be $byName.Latency.Duration.TotalSeconds
        (Get-RequestLog $sandbox).method | Select-Object -Unique | Should -Be GET
        # The family that the checks found is kept.
        (Get-VFConnection).ApiNames | Should -Be "${noteName}s"
    }

    It 'accepts a connection, its name and the pipeline' {
        $readOnly = Get-SandboxCredential $sandbox.readOnlyApiKey $sandbox.readOnlyApiSecret
        $other = Connect-VFAccount -Credential $readOnly -BaseUri $sandbox.baseUri -Name other -PassThru
        (Test-VFConnection | Where-Object Name -EQ ReadAccount).Status | Should -Be Warning
        (Test-VFConnection -Connection $connection | Where-Object Name -EQ ReadAccount).Status | Should -Be Passed
        (Test-VFConnection -Connection main | Where-Object Name -EQ ReadAccount).Status | Should -Be Passed
        (Get-VFConnection main, other | Test-VFConnection | Where-Object Name -EQ ReadAccount).Status | Should -Be Passed, Warning
        Disconnect-VFAccount other
        { Test-VFConnection -Connection $other } | Should -Throw -ErrorId 'ConnectionClosed,*'
        { Test-VFConnection -Connection none } | Should -Throw -ErrorId 'ConnectionNotFound,*'
    }

    It 'returns true or false with -Quiet, and a warning is not a failure' {
        Test-VFConnection -Quiet | Should -BeTrue
        Add-Fault $sandbox @{ path = '/webhooks'; kind = 'status'; status = 403; count = -1 }
        Test-VFConnection -Quiet | Should -BeTrue
        Add-Fault $sandbox @{ path = '/account/api-keys'; kind = 'status'; status = 400; count = -1 }
        Test-VFConnection -Quiet | Should -BeFalse
    }

    It 'stops with Select-Object -First, and shows its requests with -Verbose' {
        Clear-RequestLog $sandbox
        (Test-VFConnection | Select-Object -First 3).Name | Should -Be Proxy, NameResolution, TcpConnection
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
        "$(Test-VFConnection -Verbose 4>&1)" | Should -BeLike '*GET /account/api-keys* - 200 OK*'
    }

    It 'completes the names of connections' {
        $line = 'Test-VFConnection -Connection m'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be main
    }

    It 'fits into 80 columns and shows the recommendation' {
        Add-Fault $sandbox @{ path = '/account'; kind = 'status'; status = 401; count = -1 }
        $text = Test-VFConnection | Out-String -Width 79
        $text | Should -Match 'Name +Status +Duration Detail'
        ($text -replace '\s+', ' ') | Should -Match 'Credentials Failed .*belong'
        $text.Split("`n").TrimEnd().ForEach{ $_.Length } | Where-Object { $_ -gt 79 } | Should -BeNullOrEmpty
    }
}

Describe 'Test-VFConnection without a connection' {
    BeforeEach {
        Disconnect-VFAccount -All
        Reset-Sandbox $sandbox
    }

    It 'uses the same credentials as Connect-VFAccount: <Case>' -ForEach @(
        @{ Case = 'a credential'; Script = { Test-VFConnection $credential -BaseUri $sandbox.baseUri } }
        @{
            Case = 'key and secret'
            Script = { Test-VFConnection -ApiKey $sandbox.apiKey -ApiSecret $credential.Password -BaseUri $sandbox.baseUri }
        }
        @{
            Case = 'the environment'
            Script = {
                Use-Environment @{ VOCAFUSE_API_KEY = $sandbox.apiKey; VOCAFUSE_API_SECRET = $sandbox.apiSecret } {
                    Test-VFConnection -BaseUri $sandbox.baseUri
                }
            }
        }
    ) {
        $checks = & $Script
        ($checks | Where-Object Name -EQ Credentials).Status | Should -Be Passed
        # No connection is created.
        Get-VFConnection | Should -BeNullOrEmpty
    }

    It 'uses the environment and not the current connection if an address is given' {
        $null = Connect-Sandbox $sandbox
        $checks = Use-Environment @{ VOCAFUSE_API_KEY = $sandbox.apiKey; VOCAFUSE_API_SECRET = 'another-secret-0' } {
            Test-VFConnection -BaseUri $sandbox.baseUri
        }
        ($checks | Where-Object Name -EQ Credentials).Status | Should -Be Failed
        Disconnect-VFAccount
    }

    It 'reports missing credentials' {
        $failure = { Test-VFConnection } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'NoCredentials,*'
        { Test-VFConnection $credential -BaseUri http://example.com } | Should -Throw -ErrorId 'InvalidConnectionOption,*'
    }

    It 'reports <Case>' -ForEach @(
        @{ Case = 'an unknown host'; Address = { 'https://voca.invalid/v1' }; Check = 'NameResolution'; Detail = "*'voca.invalid'*" }
        @{ Case = 'a closed port'; Address = { 'http://127.0.0.1:9/v1' }; Check = 'TcpConnection'; Detail = '*connection refused*' }
        @{
            Case = 'a port without TLS'
            Address = { $sandbox.baseUri -replace '^http:', 'https:' }
            Check = 'TlsCertificate'
            Detail = '*it does not use TLS. The address may be that of a plain HTTP port.'
        }
        @{ Case = 'an expired certificate'; Address = { $expired.baseUri }; Check = 'TlsCertificate'; Detail = '*expired on *' }
    ) {
        $expired = if ($Case -eq 'an expired certificate') { Start-VFSandbox --notes 1 --expired-certificate }
        try {
            $checks = Test-VFConnection $credential -BaseUri (& $Address) -MaximumRetryCount 0
            $failed = $checks | Where-Object Status -EQ Failed
            $failed.Name | Should -Be $Check
            $failed.Detail | Should -BeLike $Detail
            $failed.Recommendation | Should -Not -BeNullOrEmpty
            ($checks | Where-Object Name -EQ Credentials).Status | Should -Be Skipped
            ($checks | Where-Object Name -EQ Credentials).Detail | Should -Be "The check $Check failed."
            Test-VFConnection $credential -BaseUri (& $Address) -MaximumRetryCount 0 -Quiet | Should -BeFalse
        }
        finally { Stop-VFSandbox $expired }
    }

    It 'reports a proxy that responds with HTML, without its password' {
        $proxy = Start-VFSandbox --notes 1
        try {
            $null = Invoke-Control $proxy Post faults @{ kind = 'html'; status = 407; count = -1 }
            $address = ([uri]$proxy.baseUri).Authority
            # .NET reads the proxy once in a process.
            $variables = @{
                http_proxy = "http://someone:pr0xy-word@$address"
                https_proxy = "http://someone:pr0xy-word@$address"
                no_proxy = $null
            }
            $text = Use-Environment $variables {
                Invoke-Script @"
`$credential = [pscredential]::new('$($sandbox.apiKey)', (ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText -Force))
foreach (`$address in '$($sandbox.baseUri)', 'https://api.example/v1') {
    Test-VFConnection `$credential -BaseUri `$address -MaximumRetryCount 0 -Verbose -Debug *>&1 | Format-List * | Out-String -Width 4096
}
try { Connect-VFAccount `$credential -BaseUri https://api.example/v1 -MaximumRetryCount 0 }
catch { `$_ | Format-List * -Force | Out-String -Width 4096 }
"@ | Out-String
            }
            $text | Should -BeLike "*sent through the proxy http://$($address).*"
            $text | Should -Match 'Credentials\s+Status +: Failed'
            $text | Should -Match 'TlsCertificate\s+Status +: Failed\s+Detail +: The proxy .+ requires credentials \(407\)\.'
            $text | Should -Not -BeLike '*pr0xy-word*'
            $text | Should -Not -BeLike "*$($sandbox.apiSecret)*"
        }
        finally { Stop-VFSandbox $proxy }
    }
}
