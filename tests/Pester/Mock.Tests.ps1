# Mocks and proxy functions in scripts of users: which calls bind, and which need the steps in about_VocaFuse.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 2 --seed 1
    $null = Connect-Sandbox $sandbox -Name berlin
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'A mock' {
    It 'binds <Call>' -ForEach @(
        @{ Command = 'Get-VFAccount'; Call = { Get-VFAccount -Connection berlin } }
        @{ Command = 'Get-VFVoiceNote'; Call = { Get-VFVoiceNote -Status Failed -UserId 42 -Connection berlin } }
        @{ Command = 'Get-VFVoiceNote'; Call = { 'rec_1' | Get-VFVoiceNote } }
        @{ Command = 'Get-VFTranscription'; Call = { Get-VFTranscription rec_1, rec_2 } }
        @{ Command = 'Remove-VFVoiceNote'; Call = { [pscustomobject]@{ VoiceNoteId = 'rec_1' } | Remove-VFVoiceNote } }
        @{ Command = 'New-VFAccessToken'; Call = { New-VFAccessToken user_1 } }
        @{ Command = 'Disconnect-VFAccount'; Call = { Disconnect-VFAccount berlin } }
        @{ Command = 'Export-VFTranscription'; Call = { 'rec_1' | Export-VFTranscription out -Format Text } }
        @{ Command = 'Get-VFVoiceNote'; Remove = 'After'; Call = { Get-VFVoiceNote -After 7d } }
        @{ Command = 'Send-VFVoiceNote'; Remove = 'Duration'; Call = { Send-VFVoiceNote a.wav user_1 -Duration 12.5 } }
        @{
            Command = 'Export-VFTranscription'
            Remove = 'MaximumDuration'
            Call = { 'rec_1' | Export-VFTranscription out -MaximumDuration 5.5 }
        }
        @{ Command = 'New-VFAccessToken'; Remove = 'ExpiresIn'; Call = { New-VFAccessToken user_1 -ExpiresIn 300.5 } }
        @{
            Command = 'Test-VFWebhookSignature'
            Remove = 'Secret', 'MaximumAge'
            Call = { Test-VFWebhookSignature '{}' x -Secret text -MaximumAge 300 }
        }
        @{ Command = 'Receive-VFWebhook'; Remove = 'Secret', 'MaximumAge'; Call = { Receive-VFWebhook 9000 -Secret text -MaximumAge 300 } }
        @{ Command = 'ConvertFrom-VFAccessToken'; Remove = 'Token'; Call = { ConvertFrom-VFAccessToken text } }
        @{
            Command = 'ConvertTo-VFCaption'
            Remove = 'InputObject'
            Call = { [pscustomobject]@{ VoiceNoteId = 'rec_1'; Text = 'Hi.' } | ConvertTo-VFCaption }
        }
    ) {
        $removed = $_.ContainsKey('Remove') ? @{ RemoveParameterType = $Remove } : @{}
        Mock $Command { 'mocked' } @removed
        & $Call | Should -Be 'mocked'
    }

    It 'needs -RemoveParameterType only for the parameters in about_VocaFuse' {
        $page = Get-Content (Join-Path $PSScriptRoot '../../docs/en-US/about_VocaFuse.md') -Raw
        $documented = [regex]::Match($page, '(?s)## Tests of scripts.+?\n## ').Value
        $types = 'System.(TimeSpan|DateTimeOffset|Security.SecureString)|X509Certificate2|VocaFuse.Transcription\['
        $needing = Get-Command -Module VocaFuse -CommandType Cmdlet | ForEach-Object { $_.Parameters.Values } |
            Where-Object { $_.ParameterType.FullName -match $types } |
            Where-Object Name -NotIn ApiSecret | ForEach-Object Name | Sort-Object -Unique
        foreach ($name in $needing) { $documented | Should -Match "-$name\b" }
    }
}

Describe 'A proxy function' {
    It 'causes an error if its parameter of the type TimeSpan passes ticks' {
        function Test-Proxy { param([timespan] $MaximumAge) Test-VFWebhookSignature '{}' x -Secret text -MaximumAge $MaximumAge }
        { Test-Proxy -MaximumAge 300 } | Should -Throw '*300 ticks of 100 ns*remove the type of the parameter*'
        function Test-Proxy { param($MaximumAge) Test-VFWebhookSignature '{}' x -Secret text -MaximumAge $MaximumAge }
        Test-Proxy -MaximumAge 300 | Should -BeFalse
        { Send-VFVoiceNote a.wav u -Duration ([timespan]12) } | Should -Throw '*12 ticks*'
    }
}
