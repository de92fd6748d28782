BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox --notes 250 --seed 7

    # Returns the completions at the end of a line.
    function Get-Completion {
        param([string] $Line)
        @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches)
    }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Completion of known values' {
    It 'completes <Line> to <Words>' -ForEach @(
        @{ Line = 'Get-VFVoiceNote -Status '; Words = 'transcribed', 'processing', 'failed', 'completed' }
        @{ Line = 'Get-VFVoiceNote -After '; Words = 'today', 'yesterday', '12h', '1d', '7d', '30d' }
        @{ Line = 'Get-VFVoiceNote -Before y'; Words = @('yesterday') }
        @{ Line = 'Set-VFAccount -DefaultLanguage en'; Words = 'en-US', 'en-GB' }
        @{ Line = 'Receive-VFWebhook 8080 -Address '; Words = 'localhost', '0.0.0.0', "'::'" }
        @{ Line = 'Get-VFVoiceNote -Status tr'; Words = @('transcribed') }
        @{ Line = "Get-VFVoiceNote -Status 'FA"; Words = @('failed') }
        @{
            Line  = 'New-VFWebhook https://example.com -Event voicenote.'
            Words = 'voicenote.transcribed', 'voicenote.failed', 'voicenote.created', 'voicenote.deleted'
        }
        @{ Line = 'New-VFWebhook https://example.com -Event voicenote.failed, account.l'; Words = @('account.low_balance_warning') }
        @{ Line = 'Set-VFWebhook -Event voicenote.d'; Words = @('voicenote.deleted') }
        @{
            Line  = 'Send-VFWebhookTest http://localhost recording.'
            Words = 'recording.completed', 'recording.failed', 'recording.transcribed'
        }
        @{ Line = 'New-VFAccessToken user_1 -Scope voice'; Words = @('voice-api.upload_voicenote', 'voice-api.upload_recording') }
        @{ Line = 'Export-VFTranscription x -Format '; Words = 'Csv', 'Json', 'JsonLines', 'Markdown', 'Srt', 'Text', 'Vtt' }
        @{ Line = 'Export-VFTranscription x -FileName ''{I'; Words = @("'{Id}'") }
        @{ Line = 'Receive-VFWebhook 8080 -AcknowledgeAfter '; Words = 'Processed', 'Received' }
    ) {
        (Get-Completion $Line).CompletionText | Should -Be $Words
        (Get-Completion $Line).ToolTip | Where-Object { [string]::IsNullOrWhiteSpace($_) } | Should -BeNullOrEmpty
    }
}

Describe 'Completion of connection names' {
    BeforeAll {
        $null = Connect-Sandbox $sandbox -Name berlin
        $null = Connect-Sandbox $sandbox -Name "St. John's"
    }

    AfterAll { 'berlin', "St. John's" | ForEach-Object { Disconnect-VFAccount -Connection $_ } }

    It 'completes <_>, the newest first and quoted if necessary' -ForEach @(
        'Get-VFVoiceNote -Connection '
        'Disconnect-VFAccount -Connection '
        'Disconnect-VFAccount '
        'Get-VFConnection '
    ) {
        $found = Get-Completion $_
        $found.CompletionText | Should -Be "'St. John''s'", 'berlin', 'Default'
        $found[1].ToolTip | Should -BeLike "Test $($sandbox.baseUri) sk_test_…*"
        (Get-Completion "${_}be").CompletionText | Should -Be berlin
    }

    It 'exists for every -Connection parameter' {
        $without = Get-Command -Module VocaFuse | Where-Object { $_.Parameters.ContainsKey('Connection') } |
            Where-Object {
                -not ($_.Parameters.Connection.Attributes |
                    Where-Object { $_ -is [System.Management.Automation.ArgumentCompleterAttribute] })
            }
        $without | Should -BeNullOrEmpty
    }
}

Describe 'Completion of recent IDs' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $notes = Get-VFVoiceNote -First 3
        Clear-RequestLog $sandbox
    }

    It 'completes IDs of notes, the newest first: <_>' -ForEach @(
        'Get-VFVoiceNote '
        'Get-VFVoiceNote -Id '
        'Get-VFTranscription '
        'Remove-VFVoiceNote -VoiceNoteId '
        'Wait-VFVoiceNote '
        'Send-VFWebhookTest http://localhost -VoiceNoteId '
    ) {
        (Get-Completion $_)[0..2].CompletionText | Should -Be $notes[2].Id, $notes[1].Id, $notes[0].Id
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'shows file name, status and age of a note in the tooltip' {
        $note = $notes[0]
        $days = [int][math]::Floor(((Get-Date) - $note.CreatedAt).TotalDays)
        (Get-Completion "Get-VFVoiceNote $($note.Id.Substring(0, 8))").ToolTip |
            Should -Be "$($note.OriginalFilename), $($note.Status), $days days ago"
    }

    It 'lists each ID once, the most recently written first' {
        $null = Get-VFVoiceNote $notes[0].Id
        $found = (Get-Completion 'Get-VFVoiceNote ').CompletionText
        $found[0..2] | Should -Be $notes[0].Id, $notes[2].Id, $notes[1].Id
        $found | Sort-Object -Unique | Should -HaveCount $found.Count
    }

    It 'keeps at most 100 IDs' {
        $all = Get-VFVoiceNote
        (Get-Completion 'Get-VFVoiceNote ').CompletionText | Should -Be $all[249..150].Id
    }

    It 'removes the ID of a deleted note' {
        Remove-VFVoiceNote $notes[1].Id -Confirm:$false
        (Get-Completion 'Get-VFVoiceNote ')[0..1].CompletionText | Should -Be $notes[2].Id, $notes[0].Id
    }

    It 'completes the ID of the webhook without keeping its secret' {
        $webhook = New-VFWebhook https://example.com/hook -GenerateSecret
        $secret = ConvertFrom-SecureString $webhook.Secret -AsPlainText
        foreach ($line in 'Get-VFWebhook ', 'Set-VFWebhook ', 'Remove-VFWebhook ') {
            $found = (Get-Completion $line)[0]
            $found.CompletionText | Should -Be $webhook.Id
            $found.ToolTip | Should -Be 'https://example.com/hook, active'
        }
        Get-Completion 'Get-VFWebhook ' | ConvertTo-Json | Should -Not -Match ([regex]::Escape($secret))
        Remove-VFWebhook $webhook.Id -Confirm:$false
        (Get-Completion 'Get-VFWebhook ').ForEach{ $_.CompletionText } | Should -Not -Contain $webhook.Id
    }

    It 'completes users of recent notes: <_>' -ForEach 'Get-VFVoiceNote -UserId ', 'New-VFAccessToken ', 'Send-VFVoiceNote x.wav ' {
        $notes = Get-VFVoiceNote -First 3
        (Get-Completion $_).CompletionText | Select-Object -First 3 | Should -Be ($notes[2, 1, 0].UserId | Select-Object -Unique)
    }

    It 'completes the names of API keys' {
        $names = (Get-VFApiKey).Name
        (Get-Completion 'Get-VFApiKey -Name ').ListItemText | Sort-Object | Should -Be ($names | Sort-Object)
    }

    It 'completes the IDs of API keys' {
        $key = Get-VFApiKey | Select-Object -Last 1
        foreach ($line in 'Get-VFApiKey ', 'Remove-VFApiKey ') {
            $found = (Get-Completion $line)[0]
            $found.CompletionText | Should -Be $key.Id
            $found.ToolTip | Should -BeLike "$($key.Name), $($key.KeyPrefix), active, * ago"
        }
        $new = New-VFApiKey ci
        (Get-Completion 'Remove-VFApiKey ')[0].CompletionText | Should -Be $new.Id
    }

    It 'completes the voice note IDs of events' {
        $body = '{"event":"voicenote.failed","timestamp":1703001600,"voicenote":{"id":"rec_from_event"}}'
        $null = ConvertFrom-VFWebhook $body (New-VFWebhookSignature $body -Secret s) -Secret s
        $found = (Get-Completion 'Get-VFVoiceNote ')[0]
        $found.CompletionText | Should -Be 'rec_from_event'
        $found.ToolTip | Should -BeLike 'voicenote.failed, * days ago'
    }

    It 'is separate for each runspace' {
        $shell = [powershell]::Create()
        try {
            $script = 'Import-Module VocaFuse; (TabExpansion2 "Get-VFVoiceNote -VoiceNoteId " 29).CompletionMatches.CompletionText'
            $found = $shell.AddScript($script).Invoke()
            $found | Where-Object { $_ -in $notes.Id } | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'sends no requests' {
        $lines = 'Get-VFVoiceNote ', 'Get-VFVoiceNote -Status ', 'Get-VFTranscription ', 'Get-VFWebhook ', 'Get-VFApiKey ',
            'New-VFAccessToken -Scope ', 'Get-VFConnection ', 'Get-VFAccount -Connection '
        foreach ($line in $lines) {
            $null = Get-Completion $line
        }
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'exists for every ID parameter' {
        $parameters = Get-Command -Module VocaFuse | ForEach-Object { $_.Parameters.Values } |
            Where-Object Name -In VoiceNoteId, WebhookId, ApiKeyId
        $parameters.Count | Should -BeGreaterThan 8
        foreach ($parameter in $parameters) {
            $completer = $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentCompleterAttribute] }
            $completer.Type.Name | Should -Be "$($parameter.Name)Completer"
        }
    }
}
