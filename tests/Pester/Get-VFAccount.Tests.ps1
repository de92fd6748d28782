Describe 'Get-VFAccount, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 25 --envelope $Envelope
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'is returned with the usage of both months' {
        $account = Get-VFAccount
        $account | Should -BeOfType ([VocaFuse.Account])
        $account.Id | Should -Not -BeNullOrEmpty
        $account.Email | Should -BeLike '*@*'
        $account.Usage.CurrentMonth.VoiceNoteCount | Should -Be 25
        $account.Usage.CurrentMonth.TotalDuration | Should -Be ([timespan]::FromSeconds(25 * 94))
        $account.Usage.PreviousMonth.VoiceNoteCount | Should -Be 12
        $account.Usage.PreviousMonth.StorageUsed | Should -Be (12 * 640000)
        $account.Settings.NotificationsEnabled | Should -BeOfType ([bool])
    }
}

Describe 'Get-VFAccount' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 25
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'belongs to the given connection' {
        $other = Connect-Sandbox $sandbox -ApiKey $sandbox.secondTenant.apiKey -ApiSecret $sandbox.secondTenant.apiSecret -Name other
        (Get-VFAccount -Connection Default).Id | Should -Not -Be (Get-VFAccount -Connection other).Id
        Disconnect-VFAccount $other
    }

    It 'is shown with the usage of both months' {
        $lines = Get-VFAccount | Out-String -Stream -Width 80
        @($lines | Where-Object { $_.Length -gt 80 }) | Should -BeNullOrEmpty
        $lines -match '^Usage +: CurrentMonth +25 voice notes, .+, .+ MB$' | Should -HaveCount 1
        $lines -match '^ +PreviousMonth +12 voice notes, .+, .+ MB$' | Should -HaveCount 1
    }
}
