Describe 'The account, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 25 --envelope $Envelope
        function Get-Change { @(Get-RequestLog $sandbox | Where-Object method -NE 'GET') }
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'is changed only in the given properties' {
        $before = Get-VFAccount
        $changed = Set-VFAccount -Name 'Nordic Voices' -DefaultLanguage sv-SE
        $changed.Name | Should -Be 'Nordic Voices'
        $changed.Settings.DefaultLanguage | Should -Be 'sv-SE'
        $changed.Settings.NotificationsEnabled | Should -Be $before.Settings.NotificationsEnabled
        (Get-Change)[0].body | Should -Be '{"name":"Nordic Voices","settings":{"default_language":"sv-SE"}}'

        $flag = -not $before.Settings.NotificationsEnabled
        (Set-VFAccount -NotificationsEnabled $flag).Settings.NotificationsEnabled | Should -Be $flag
        (Set-VFAccount -WebhookUrl https://example.com/notify).Settings.WebhookUrl | Should -Be 'https://example.com/notify'
        $after = Get-VFAccount
        $after.Name | Should -Be 'Nordic Voices'
        $after.Settings.NotificationsEnabled | Should -Be $flag
        $after.Settings.WebhookUrl | Should -Be 'https://example.com/notify'
    }

    It 'is changed with a prompt that names the changes' {
        $changes = @{ Name = 'New name'; DefaultLanguage = 'de-DE'; WebhookUrl = 'https://example.com/n'; NotificationsEnabled = $false }
        $prompt = Set-VFAccount @changes -Verbose 4>&1 | Select-Object -First 1
        $action = "name 'New name'; default language de-DE; notifications to https://example.com/n; notifications off"
        "$prompt" | Should -BeLike "Performing the operation ""Change the account: $action"" on target *"
    }

    It 'is not changed with -WhatIf' {
        Set-VFAccount -Name Other -WhatIf
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'The account' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 25
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'is not changed by <case>, and no request is sent' -ForEach @(
        @{ case = 'a command without a change'; script = { Set-VFAccount }; id = 'NothingToChange' }
        @{ case = 'an empty name'; script = { Set-VFAccount -Name '' }; id = 'ParameterArgumentValidationError' }
        @{ case = 'a relative address'; script = { Set-VFAccount -WebhookUrl example }; id = 'ParameterArgumentValidationError' }
    ) {
        $failure = try { & $script } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }
}
