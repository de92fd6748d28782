BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 5 --seed 1
    $connection = Connect-Sandbox $sandbox
    $forbidden = $sandbox.apiKey, $sandbox.apiSecret

    function Assert-NoSecret {
        param([string] $Text, [string] $Where)
        $Text | Should -Not -BeNullOrEmpty -Because "$Where must have content"
        foreach ($secret in $forbidden) {
            $Text.Contains($secret, 'OrdinalIgnoreCase') | Should -BeFalse -Because "$Where must not show it"
        }
    }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'The key and the secret' {
    BeforeEach { Invoke-Control $sandbox Delete faults }

    It 'are in no stream of a successful command' {
        $all = & {
            Connect-Sandbox $sandbox -Option @{ Verbose = $true; Debug = $true }
            Get-VFVoiceNote -First 1 -Verbose -Debug
            Get-VFConnection
        } *>&1
        $all | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | Should -Not -BeNullOrEmpty
        Assert-NoSecret ($all | Out-String -Width 4096) 'every stream'
    }

    It 'are in no error, even if the service repeats them' {
        Add-Fault $sandbox @{
            path = '/voicenotes'
            kind = 'status'
            status = 400
            body = "{`"error`":{`"code`":`"BAD`",`"message`":`"Key $($sandbox.apiKey) with $($sandbox.apiSecret)`"," +
                "`"details`":{`"api_secret`":`"$($sandbox.apiSecret)`"}}}"
            count = 1
        }
        Add-Fault $sandbox @{
            path = '/voicenotes'
            kind = 'html'
            status = 400
            body = "<html>$($sandbox.apiKey) $($sandbox.apiSecret)</html>"
            count = 1
        }
        $global:Error.Clear()
        1..2 | ForEach-Object { Get-VFVoiceNote -ErrorAction SilentlyContinue }
        $global:Error | Should -HaveCount 2
        foreach ($failure in $global:Error) {
            $text = ($failure | Format-List * -Force | Out-String -Width 4096) +
                ($failure.Exception | Format-List * -Force | Out-String -Width 4096) +
                (Get-Error -InputObject $failure | Out-String -Width 4096) +
                ($failure.Exception.Details | ConvertTo-Json -Depth 5)
            Assert-NoSecret $text 'the error record'
        }
    }

    It 'are in no stream or error of a command to which one is passed by mistake: <Command>' -ForEach @(
        @{ Command = 'Get-VFApiKey'; Script = { param($text) Get-VFApiKey $text -Verbose -Debug } }
        @{ Command = 'Get-VFVoiceNote'; Script = { param($text) Get-VFVoiceNote $text -Verbose } }
        @{ Command = 'Get-VFVoiceNote -Status'; Script = { param($text) Get-VFVoiceNote -Status $text -Verbose } }
        @{ Command = 'Get-VFWebhook'; Script = { param($text) $text | Get-VFWebhook -Verbose } }
        @{ Command = 'Get-VFTranscription'; Script = { param($text) Get-VFTranscription $text, $text -Verbose } }
        @{ Command = 'Get-VFTranscription -Wait'; Script = { param($text) Get-VFTranscription $text -Wait -Verbose } }
        @{ Command = 'Wait-VFVoiceNote'; Script = { param($text) Wait-VFVoiceNote $text -Verbose } }
        @{
            Command = 'Export-VFTranscription'
            Script = { param($text) $text | Export-VFTranscription (Join-Path $TestDrive out) -Verbose }
        }
        @{ Command = 'Export-VFTranscription, a path'; Script = { param($text) 'x' | Export-VFTranscription "$text.docx" -Verbose } }
        @{ Command = 'Remove-VFVoiceNote'; Script = { param($text) Remove-VFVoiceNote $text -Confirm:$false -Verbose } }
        @{ Command = 'Remove-VFVoiceNote, a wildcard'; Script = { param($text) Remove-VFVoiceNote "$text*" -Confirm:$false -Verbose } }
        @{ Command = 'Remove-VFApiKey'; Script = { param($text) Remove-VFApiKey $text -Confirm:$false -Verbose } }
        @{ Command = 'Remove-VFWebhook'; Script = { param($text) Remove-VFWebhook $text -Confirm:$false -Verbose } }
        @{ Command = 'Set-VFWebhook'; Script = { param($text) Set-VFWebhook $text -Event voicenote.failed -Verbose } }
        @{ Command = 'New-VFWebhook -Event'; Script = { param($text) New-VFWebhook https://example.com -Event $text -Verbose } }
        @{ Command = 'Send-VFVoiceNote'; Script = { param($text) Send-VFVoiceNote $text u -Verbose; Send-VFVoiceNote "$text/*.wav" u } }
        @{ Command = 'Get-VFApiKey, a wildcard'; Script = { param($text) Get-VFApiKey "$text*" } }
        @{ Command = 'Get-VFVoiceNote -After'; Script = { param($text) Get-VFVoiceNote -After $text } }
        @{ Command = 'Search-VFTranscription'; Script = { param($text) 'x' | Search-VFTranscription "($text" } }
        @{ Command = 'Send-VFVoiceNote -Tag'; Script = { param($text) Send-VFVoiceNote a.wav u -Tag @{ $text = @(1, 2) } } }
        @{ Command = 'Receive-VFWebhook -HostName'; Script = { param($text) Receive-VFWebhook 9000 -HostName "$text/" -Secret whsec_test } }
        @{
            Command = 'Receive-VFWebhook -Certificate'
            Script = { param($text) Receive-VFWebhook 9000 -Certificate $text -Secret whsec_test }
        }
        @{ Command = '-Connection'; Script = { param($text) Get-VFAccount -Connection $text -ErrorAction Stop } }
    ) {
        foreach ($secret in $forbidden) {
            $global:Error.Clear()
            $all = & { try { & $Script $secret } catch { $_ } } *>&1
            # The serialized form has the properties at all levels, and is much faster than Get-Error.
            $seen = ($all | Out-String -Width 4096) + ($global:Error | ForEach-Object {
                    $_ | Format-List * -Force | Out-String -Width 4096
                    $_.TargetObject
                    [System.Management.Automation.PSSerializer]::Serialize($_, 4)
                } | Out-String -Width 4096)
            # PowerShell itself shows the line of the command, in which the secret is a variable here.
            Assert-NoSecret $seen $Command
        }
    }

    It 'are hidden in prompts' {
        foreach ($secret in $forbidden) {
            $text = Remove-VFVoiceNote $secret -Confirm:$false -Verbose -ErrorAction SilentlyContinue 4>&1 | Select-Object -First 1
            "$text" | Should -BeLike 'Performing the operation "Delete the voice note*" on target "*'
            Assert-NoSecret "$text" 'the prompt'
        }
    }

    It 'are in no property, view or serialized form of a connection: <Form>' -ForEach @(
        @{ Form = 'Format-List * -Force'; Script = { $connection | Format-List * -Force | Out-String -Width 4096 } }
        @{ Form = 'Format-Custom'; Script = { $connection | Format-Custom -Depth 5 | Out-String -Width 4096 } }
        @{ Form = 'ConvertTo-Json'; Script = { $connection | ConvertTo-Json -Depth 6 -WarningAction Ignore } }
        @{ Form = 'Export-Clixml'; Script = { [System.Management.Automation.PSSerializer]::Serialize($connection, 6) } }
        @{ Form = 'ConvertTo-Csv'; Script = { $connection | ConvertTo-Csv | Out-String } }
        @{ Form = 'ToString'; Script = { "$connection" } }
        @{ Form = 'Get-Member'; Script = { $connection | Get-Member -Force | Out-String -Width 4096 } }
    ) {
        Assert-NoSecret (& $Script) $Form
    }

    It 'are in no transcript' {
        $file = Join-Path $TestDrive transcript.txt
        $env:VOCAFUSE_API_KEY = $sandbox.apiKey
        $env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
        try {
            $code = "Start-Transcript '$file'; Connect-VFAccount -BaseUri $($sandbox.baseUri) -Verbose -Debug -PassThru; " +
                'Get-VFVoiceNote -First 1 -Verbose -Debug; Get-VFVoiceNote nope; Stop-Transcript'
            $null = Invoke-Script $code
        }
        finally { Remove-Item Env:VOCAFUSE_API_KEY, Env:VOCAFUSE_API_SECRET }
        $text = Get-Content $file -Raw
        $text | Should -BeLike '*X-VocaFuse-API-Secret: *'
        Assert-NoSecret $text 'the transcript'
    }

    It 'are sent to the service as headers' {
        Clear-RequestLog $sandbox
        $null = Get-VFVoiceNote -First 1
        $headers = (Get-RequestLog $sandbox)[0].headers
        $headers.'X-VocaFuse-API-Key' | Should -Be $sandbox.apiKey
        $headers.'X-VocaFuse-API-Secret' | Should -Be $sandbox.apiSecret
    }
}
