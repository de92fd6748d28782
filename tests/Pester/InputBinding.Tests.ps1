# Tests input that identifies a voice note, key, webhook, user or connection. A wrong object, a misspelled variable or a default value
# must never make a command act on another object.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'audio.ps1')
    $sandbox = Start-VFSandbox --notes 12 --seed 1
    $null = Connect-Sandbox $sandbox -Name other
    $null = Connect-Sandbox $sandbox
    $ids = @(Invoke-Control $sandbox Get notes | ForEach-Object { $_ })

    function Get-Deletion { @(Get-RequestLog $sandbox | Where-Object method -EQ 'DELETE') }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Input that identifies voice notes' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'accepts <What>' -ForEach @(
        @{ What = 'text'; Make = { $ids[0, 1] } }
        @{ What = 'notes'; Make = { Get-VFVoiceNote $ids[0, 1] } }
        @{ What = 'notes with selected properties'; Make = { Get-VFVoiceNote $ids[0, 1] | Select-Object Id, Status } }
        @{ What = 'deserialized notes'; Make = { Get-VFVoiceNote $ids[0, 1] | ForEach-Object { Get-Deserialized $_ } } }
        @{ What = 'rows of JSON'; Make = { $ids[0, 1] | ForEach-Object { @{ Id = $_ } } | ConvertTo-Json | ConvertFrom-Json } }
        @{
            What = 'rows of CSV'
            Make = { $ids[0, 1] | ForEach-Object { [pscustomobject]@{ VoiceNoteId = $_ } } | ConvertTo-Csv | ConvertFrom-Csv }
        }
        @{ What = 'hashtables'; Make = { $ids[0, 1] | ForEach-Object { @{ voicenoteid = $_ } } } }
        @{ What = 'rows of a DataTable'; Make = {
                $table = [System.Data.DataTable]::new()
                $null = $table.Columns.Add('Id')
                $ids[0, 1] | ForEach-Object { $null = $table.Rows.Add($_) }
                $table
            }
        }
    ) {
        & $Make | Remove-VFVoiceNote -Confirm:$false -PassThru | Should -Be $ids[0, 1]
    }

    It 'accepts numbers and GUIDs, also in rows' {
        $guid = [guid]::NewGuid()
        42, $guid, [pscustomobject]@{ Id = 43 } | Get-VFVoiceNote -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.TargetObject | Should -Be '42', "$guid", '43'
        $failed | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'VoiceNoteNotFound,*' }
    }

    It 'rejects <What>, and deletes nothing' -ForEach @(
        @{ What = 'a process'; Make = { Get-Process -Id $PID } }
        @{ What = 'an API key'; Make = { Get-VFApiKey | Select-Object -First 1 } }
        @{ What = 'selected properties of an API key'; Make = { Get-VFApiKey | Select-Object -First 1 Id } }
        @{ What = 'a deserialized API key'; Make = { Get-Deserialized (Get-VFApiKey | Select-Object -First 1) } }
        @{ What = 'an account'; Make = { Get-VFAccount } }
        @{ What = 'a row without an ID'; Make = { [pscustomobject]@{ Name = 'x' } } }
        @{ What = 'an ID that is an object'; Make = { [pscustomobject]@{ Id = @{ a = 1 } } } }
        @{ What = 'a date'; Make = { Get-Date } }
        @{ What = 'a wildcard'; Make = { 'rec_*' } }
    ) {
        & $Make | Remove-VFVoiceNote -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidVoiceNote,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-VFVoiceNote*'
        Get-Deletion | Should -BeNullOrEmpty
    }

    It 'rejects a wildcard, also with -WhatIf' {
        $failure = { Remove-VFVoiceNote 'rec_*' -WhatIf -ErrorAction Stop } | Should -Throw -PassThru
        "$failure" | Should -BeLike "*'rec_*' contains a wildcard character*"
    }

    It 'continues after input that is not a voice note' {
        @(Get-Process -Id $PID) + $ids[0] | Get-VFVoiceNote -ErrorAction SilentlyContinue | ForEach-Object Id | Should -Be $ids[0]
    }
}

Describe 'Input that names users, keys and webhooks' {
    It 'creates tokens for the users of <What>' -ForEach @(
        @{ What = 'JSON rows with numbers'; Make = { '[{"UserId":42},{"UserId":43}]' | ConvertFrom-Json } }
        @{ What = 'hashtables'; Make = { @{ UserId = 42 }, @{ Identity = '43' } } }
        @{ What = 'numbers'; Make = { 42, 43 } }
        @{ What = 'a DataTable'; Make = {
                $table = [System.Data.DataTable]::new()
                $null = $table.Columns.Add('UserId')
                42, 43 | ForEach-Object { $null = $table.Rows.Add($_) }
                $table
            }
        }
    ) {
        (& $Make | New-VFAccessToken).UserId | Should -Be '42', '43'
    }

    It 'creates no token for an object without a user' {
        [pscustomobject]@{ Name = 'x' } | New-VFAccessToken -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        "$failed" | Should -BeLike '*has no UserId property*'
    }

    It 'reads the name or user of an object that is an argument: <Command>' -ForEach @(
        @{
            Command = 'Connect-VFAccount -Name'
            Call = {
                param($x)
                $credential = Get-SandboxCredential $sandbox.apiKey $sandbox.apiSecret
                (Connect-VFAccount -Name $x -PassThru -Credential $credential -BaseUri $sandbox.baseUri).Name
            }
        }
        @{
            Command = 'Get-VFConnection -Name'
            Call = { param($x) $null = Connect-Sandbox $sandbox -Name nightly; (Get-VFConnection -Name $x).Name }
        }
        @{ Command = 'Get-VFApiKey -Name'; Call = { param($x) $null = New-VFApiKey nightly; (Get-VFApiKey -Name $x).Name } }
        @{ Command = 'Set-VFAccount -Name'; Call = { param($x) (Set-VFAccount -Name $x).Name } }
        @{
            Command = 'Send-VFVoiceNote -UserId'
            Call = { param($x) (Send-VFVoiceNote (New-Wav (Join-Path $TestDrive a.wav) 1.5) $x).UserId }
        }
    ) {
        try {
            & $Call ([pscustomobject]@{ Name = 'nightly'; UserId = 'nightly' }) | Should -Be nightly
            { & $Call ([pscustomobject]@{ Other = 'nightly' }) } | Should -Throw -ExpectedMessage '*has no * property*'
        }
        finally {
            Disconnect-VFAccount nightly -ErrorAction Ignore
            Reset-Sandbox $sandbox
        }
    }

    It 'creates an API key with the name and description of an object' {
        $key = [pscustomobject]@{ Name = 'nightly'; Description = 'export' } | New-VFApiKey
        $key.Name, $key.Description | Should -Be 'nightly', 'export'
    }

    It '<Command> rejects <Input>' -ForEach @(
        @{ Command = 'Remove-VFApiKey'; Input = 'a note'; Make = { Get-VFVoiceNote -First 1 } }
        @{
            Command = 'Get-VFApiKey'
            Input = 'a webhook'
            Make = { [pscustomobject]@{ PSTypeName = 'Selected.VocaFuse.Webhook'; Id = 'wh_1' } }
        }
        @{ Command = 'Remove-VFWebhook'; Input = 'an account'; Make = { Get-VFAccount } }
        @{ Command = 'Remove-VFWebhook'; Input = 'a wildcard'; Make = { 'wh_*' } }
    ) {
        $parameters = (Get-Command $Command).Parameters.ContainsKey('Confirm') ? @{ Confirm = $false } : @{}
        & $Make | & $Command @parameters -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        Get-Deletion | Should -BeNullOrEmpty
    }
}

Describe 'Values that are null' {
    It 'never remove a filter: <Command> <Parameter>' -ForEach @(
        @{ Command = 'Get-VFVoiceNote'; Parameter = 'Before' }
        @{ Command = 'Get-VFVoiceNote'; Parameter = 'After' }
        @{ Command = 'Get-VFVoiceNote'; Parameter = 'Status' }
        @{ Command = 'Get-VFVoiceNote'; Parameter = 'VoiceNoteId' }
        @{ Command = 'Get-VFApiKey'; Parameter = 'ApiKeyId' }
        @{ Command = 'Get-VFWebhook'; Parameter = 'WebhookId' }
        @{ Command = 'Set-VFAccount'; Parameter = 'NotificationsEnabled' }
    ) {
        $argument = @{ $Parameter = $null }
        { & $Command @argument } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'The value of -Connection' {
    AfterEach { $PSDefaultParameterValues.Remove('*-VF*:Connection') }

    It 'that is <What> fails in the command, also as a default value' -ForEach @(
        @{ What = 'an unknown name'; Value = 'tset' }
        @{ What = 'not a connection'; Value = @{ Name = 'other' } }
        @{
            What = 'a deserialized connection'
            Value = [pscustomobject]@{ PSTypeName = 'Deserialized.VocaFuse.PowerShell.VFConnection'; Name = 'other' }
        }
    ) {
        Clear-RequestLog $sandbox
        { Get-VFVoiceNote -Connection $Value } | Should -Throw -ErrorId 'ConnectionNotFound,*'
        $PSDefaultParameterValues['*-VF*:Connection'] = $Value
        { $ids[0] | Remove-VFVoiceNote -Confirm:$false } | Should -Throw -ErrorId 'ConnectionNotFound,*'
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'that is unknown fails also with -WhatIf: <_>' -ForEach @(
        (Get-Command -Module VocaFuse).Where{ $_.Parameters.ContainsKey('Connection') -and $_.Parameters.ContainsKey('WhatIf') }.Name
    ) {
        $parameters = @{
            'Export-VFTranscription' = @{ Path = 'out'; InputObject = 'rec_1' }
            'New-VFApiKey' = @{ Name = 'n' }
            'New-VFWebhook' = @{ Url = 'https://example.com/' }
            'Remove-VFApiKey' = @{ ApiKeyId = 'key_1' }
            'Remove-VFVoiceNote' = @{ VoiceNoteId = 'rec_1' }
            'Remove-VFWebhook' = @{ WebhookId = 'wh_1' }
            'Send-VFVoiceNote' = @{ Path = 'a.wav'; UserId = 'u' }
            'Set-VFAccount' = @{ Name = 'n' }
            'Set-VFWebhook' = @{ WebhookId = 'wh_1'; Event = 'voicenote.failed' }
        }[$_]
        { & $_ @parameters -Connection tset -WhatIf } | Should -Throw -ErrorId 'ConnectionNotFound,*'
    }

    It 'can be a name that is a number' {
        $null = Connect-Sandbox $sandbox -Name 2025
        (Get-VFAccount -Connection 2025).Name | Should -Not -BeNullOrEmpty
        Disconnect-VFAccount 2025
    }
}
