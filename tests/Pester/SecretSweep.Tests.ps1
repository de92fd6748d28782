# Runs every cmdlet that handles a secret, with success and with errors, in a runspace that keeps all output. Then searches all places
# where a secret could remain for each secret in each form.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 5 --seed 1
    $hookSecret = 'correct-horse-battery-staple'

    # Responses of a service or a proxy that repeat the secrets of the request.
    foreach ($kind in 'status', 'html') {
        Add-Fault $sandbox @{
            path = '/voicenotes/echo*'
            kind = $kind
            status = 400
            body = "<p>$($sandbox.apiKey)</p>{`"error`":{`"code`":2003,`"message`":`"X-VocaFuse-API-Secret: $($sandbox.apiSecret)`"," +
                "`"details`":{`"secret`":`"$hookSecret`"}}}"
            count = 1
        }
    }

    $scenario = {
        param($BaseUri, [pscredential] $Credential, $HookSecret, $Waiting)
        $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = $ProgressPreference = 'Continue'
        $ErrorActionPreference = 'SilentlyContinue'
        $ConfirmPreference = 'None'
        $service = @{ BaseUri = $BaseUri; RetryIntervalSec = 0 }
        Import-Module VocaFuse

        Connect-VFAccount $Credential @service -PassThru
        Get-VFVoiceNote -First 2
        Get-VFVoiceNote nope, echo1, echo2
        Get-VFAccount
        Get-VFApiKey

        $newKey = New-VFApiKey sweep
        $newKey
        Connect-VFAccount $newKey.Credential @service -Name second -PassThru
        Get-VFAccount -Connection second

        Test-VFConnection
        Test-VFConnection $newKey.Credential @service

        $token = New-VFAccessToken u1
        $token
        ConvertFrom-VFAccessToken $token.Token
        ConvertFrom-VFAccessToken "$(ConvertFrom-SecureString $token.Token -AsPlainText)tail.tail"

        $webhook = New-VFWebhook https://example.com/hook -Secret $HookSecret
        $webhook
        New-VFWebhook https://example.com/hook -Secret $HookSecret
        $changed = $webhook | Set-VFWebhook -GenerateSecret
        $changed
        New-VFWebhookSignature '{}' -Secret $HookSecret
        Test-VFWebhookSignature '{}' -Signature ('0' * 64) -Secret $changed.Secret
        ConvertFrom-VFWebhook '{}' -Signature ('0' * 64) -Secret $HookSecret

        Wait-VFVoiceNote $Waiting -TimeoutSec 2 -PollIntervalSec 0.1
        Remove-VFApiKey $newKey.Id
        Get-VFAccount -Connection second
        try { Connect-VFAccount ([pscredential]::new($Credential.UserName, $HookSecret)) @service -Name third }
        catch { $_.Exception.Message }
        try { Connect-VFAccount $Credential -BaseUri http://127.0.0.1:9/ -MaximumRetryCount 0 -Name fourth } catch { $_.Exception.Message }

        $failures = @($Error)
        $completed = TabExpansion2 'Get-VFVoiceNote -Connection ' -cursorColumn 28
        $shownVariables = Get-Variable | Format-List | Out-String -Width 4096
    }

    $shell = [powershell]::Create()
    $credential = Get-SandboxCredential $sandbox.apiKey $sandbox.apiSecret
    $secureHookSecret = ConvertTo-SecureString $hookSecret -AsPlainText -Force
    $waiting = Invoke-Control $sandbox Post notes @{ count = 1; status = 'processing' } | ForEach-Object { $_ }
    $null = $shell.AddScript($scenario).AddArgument($sandbox.baseUri).AddArgument($credential)
    $null = $shell.AddArgument($secureHookSecret).AddArgument($waiting)
    $output = $shell.Invoke($null, [System.Management.Automation.PSInvocationSettings]@{ AddToHistory = $true })
    $session = $shell.Runspace.SessionStateProxy
    $failures = $session.GetVariable('failures')

    # Returns a secret as text and as serializers and headers encode it.
    function Get-Form {
        param([string] $Secret)
        $Secret
        [Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($Secret))
        [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Secret))
        [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Secret))
    }

    $newKey = $session.GetVariable('newKey').Credential
    $token = ConvertFrom-SecureString $session.GetVariable('token').Token -AsPlainText
    $secrets = @(
        $sandbox.apiKey
        $sandbox.apiSecret
        $hookSecret
        ConvertFrom-SecureString $session.GetVariable('changed').Secret -AsPlainText
        $newKey.GetNetworkCredential().Password
        $token
        $token.Split('.')[1, 2]
    )

    function Assert-NoSecret {
        param([string] $Text, [string[]] $Secret = @($secrets) + $newKey.UserName)
        $Text | Should -Not -BeNullOrEmpty
        $Secret.ForEach{ Get-Form $_ }.Where{ $Text.Contains($_, 'OrdinalIgnoreCase') } | Should -BeNullOrEmpty
    }
}

AfterAll {
    $shell.Dispose()
    Stop-VFSandbox $sandbox
}

Describe 'The scenario' {
    It 'returned every kind of object with a secret and every kind of error' {
        $types = $output.ForEach{ $_.GetType().FullName }
        $types | Should -Contain 'VocaFuse.PowerShell.VFNewApiKey'
        $types | Should -Contain 'VocaFuse.AccessToken'
        $types | Where-Object { $_ -eq 'VocaFuse.Webhook' } | Should -HaveCount 2
        $ids = $failures.ForEach{ $_.FullyQualifiedErrorId -replace ',.*' }
        foreach ($id in @(
                'VoiceNoteNotFound', 'InvalidRequest', 'AccessTokenUnreadable', 'WebhookExists'
                'WebhookSignatureWrong', 'VoiceNoteStillProcessing', 'AuthenticationFailed', 'ConnectionFailed'
            )) {
            $ids | Should -Contain $id
        }
        (Get-RequestLog $sandbox).headers.'X-VocaFuse-API-Secret' | Should -Contain $newKey.GetNetworkCredential().Password
    }
}

Describe 'No secret remains' {
    It 'in the <_> stream' -ForEach 'Verbose', 'Debug', 'Progress' {
        Assert-NoSecret ($shell.Streams.$_ | Format-List * -Force | Out-String -Width 8192)
    }

    It 'in warnings and information' {
        $records = $shell.Streams.Warning + $shell.Streams.Information
        Assert-NoSecret ("streams: " + ($records | Format-List * -Force | Out-String -Width 8192))
    }

    It 'in the displayed output' {
        # The key of a new credential is its user name, which Get-VisibleText shows.
        Assert-NoSecret ($output.ForEach{ Get-VisibleText $_ } -join "`n") $secrets
        Assert-NoSecret ($output | Out-String -Width 8192)
        Assert-NoSecret ($output | Get-Member -Force | Out-String -Width 8192)
    }

    It 'in the serialized output' {
        Assert-NoSecret ([System.Management.Automation.PSSerializer]::Serialize($output, 6))
        $file = Join-Path $TestDrive output.xml
        $output | Export-Clixml $file -Depth 6
        Assert-NoSecret (Get-Content $file -Raw)
    }

    It 'in serialized objects of any output type with a secret property' {
        $types = (Get-Command -Module VocaFuse).OutputType.Type | Sort-Object FullName -Unique |
            Where-Object { $_.GetProperties().Where{ $_.PropertyType -in [securestring], [pscredential] } }
        $types.Count | Should -BeGreaterThan 2
        $shell.Commands.Clear()
        foreach ($type in $types) {
            $data = $shell.AddCommand('Get-TypeData').AddParameter('TypeName', $type.FullName).Invoke()
            $shell.Commands.Clear()
            $data.SerializationMethod | Should -Be 'SpecificProperties' -Because $type.FullName
        }
    }

    It 'in an error, its exception or its serialized form' {
        $texts = foreach ($failure in $failures) {
            $failure | Out-String -Width 8192
            $failure | Format-List * -Force | Out-String -Width 8192
            Get-Error -InputObject $failure | Out-String -Width 8192
            $failure.Exception.ToString()
            $failure.Exception | Format-Custom -Depth 2 | Out-String -Width 8192
            $failure.InvocationInfo | Format-List * -Force | Out-String -Width 8192
            [System.Management.Automation.PSSerializer]::Serialize($failure, 4)
        }
        Assert-NoSecret ($texts -join "`n")
    }

    It 'in the history, variables, completions or the environment of other programs' {
        $shell.Commands.Clear()
        $history = $shell.AddScript('Get-History | Format-List * | Out-String -Width 8192').Invoke()
        $history | Should -BeLike '*Import-Module VocaFuse*'
        Assert-NoSecret $history
        Assert-NoSecret $session.GetVariable('shownVariables')
        $completions = $session.GetVariable('completed').CompletionMatches
        $completions.CompletionText | Should -Contain 'second'
        Assert-NoSecret ($completions | Format-List | Out-String -Width 8192)
        Assert-NoSecret ($IsWindows ? (cmd /c set) : (env) | Out-String -Width 8192)
    }

    It 'in the output of a process that an error ends: <_>' -ForEach 'ConciseView', 'DetailedView' {
        $output = Use-Environment @{ VOCAFUSE_API_KEY = $sandbox.apiKey; VOCAFUSE_API_SECRET = $sandbox.apiSecret } {
            $code = "`$ErrorView = '$_'; Connect-VFAccount -BaseUri $($sandbox.baseUri); " +
                'Get-VFVoiceNote vn_none -ErrorAction Stop; exit 0'
            Invoke-Script $code | Out-String
        }
        $output | Should -BeLike '*vn_none*'
        $LASTEXITCODE | Should -Be 1
        Assert-NoSecret $output
    }

    It 'in the crash report of .NET for such an error' {
        Add-Fault $sandbox @{
            path = '/voicenotes/crash'
            kind = 'html'
            status = 400
            body = "<p>$($sandbox.apiKey) $($sandbox.apiSecret)</p>"
            count = 1
        }
        $output = Use-Environment @{ VOCAFUSE_API_KEY = $sandbox.apiKey; VOCAFUSE_API_SECRET = $sandbox.apiSecret } {
            $code = "Connect-VFAccount -BaseUri $($sandbox.baseUri); try { Get-VFVoiceNote crash -ErrorAction Stop } " +
                'catch { [System.Environment]::FailFast(''over'', $_.Exception) }'
            Invoke-Script $code | Out-String -Width 8192
        }
        $output | Should -BeLike '*VocaFuseInvalidRequestException*at VocaFuse.*'
        Assert-NoSecret $output
    }
}
