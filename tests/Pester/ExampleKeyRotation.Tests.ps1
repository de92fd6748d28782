# Not on Windows, where SecretStore keeps its vault in a folder of the user that a test cannot move.
Describe 'Update-ApiKey.ps1' -Tag Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Skip:$IsWindows {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $job = Join-Path $PSScriptRoot '../../examples/jobs/Update-ApiKey.ps1' -Resolve
        $sandbox = Start-VFSandbox --notes 3

        # Each case starts from a fresh account and the old key in the vault. What stands in the place of Set-Secret is a vault in trouble.
        $keep = '{ param($Name, $Vault, $Secret) Microsoft.PowerShell.SecretManagement\Set-Secret -Name $Name -Vault $Vault -Secret $Secret }'
        $cases = @(
            @{ Name = 'all is well' }
            @{ Name = 'what if'; WhatIf = $true }
            @{ Name = 'the new key does not work'; Fault = @{ path = '/account'; method = 'GET'; kind = 'status'; status = 401; skip = 1; count = 1 } }
            @{ Name = 'the vault takes nothing'; SetSecret = 'throw "The vault is locked."' }
            @{ Name = 'the vault keeps something else'; SetSecret = '& $keep $Name $Vault ($Secret.UserName -eq $before.UserName ? $Secret : [pscredential]::new("sk_test_garbled", $Secret.Password))' }
            @{ Name = 'the vault breaks'; SetSecret = 'if ($Secret.UserName -ne $before.UserName) { & $keep $Name $Vault $Secret }; throw "The vault is locked."' }
            @{ Name = 'the old key cannot be removed'; Fault = @{ path = '/account/api-keys/*'; method = 'DELETE'; kind = 'status'; status = 403; count = 1 } }
        )

        # All in one process, with a home and a vault of its own.
        $script = @"
`$ErrorActionPreference = 'Stop'
. '$PSScriptRoot/common.ps1'
`$sandbox = @{ controlUri = '$($sandbox.controlUri)' }
Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -WarningAction Ignore
Register-SecretVault -Name Test -ModuleName Microsoft.PowerShell.SecretStore
`$before = [pscredential]::new('$($sandbox.apiKey)', (ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText))
`$keep = $keep
function Test-Key(`$credential) { try { Connect-VFAccount -Credential `$credential -BaseUri '$($sandbox.baseUri)'; `$true } catch { `$false } }

foreach (`$case in '$(ConvertTo-Json $cases -Depth 4 -Compress)' | ConvertFrom-Json -AsHashtable) {
    Reset-Sandbox `$sandbox
    & `$keep VocaFuse Test `$before
    if (`$case.ContainsKey('Fault')) { Add-Fault `$sandbox `$case.Fault }
    if (`$case.ContainsKey('SetSecret')) { Set-Item Function:Set-Secret ([scriptblock]::Create('param(`$Name, `$Vault, `$Secret) ' + `$case.SetSecret)) }
    `$failure = `$report = `$null
    try { `$report = & '$job' -SecretName VocaFuse -Vault Test -BaseUri '$($sandbox.baseUri)' -Timeout 0 -WhatIf:`$case.ContainsKey('WhatIf') 3> `$null } catch { `$failure = "`$_" }
    Remove-Item Function:Set-Secret -ErrorAction Ignore
    `$log = Get-RequestLog `$sandbox
    `$stored = Get-Secret -Name VocaFuse -Vault Test
    'RESULT' + ([ordered]@{
        Name = `$case.Name; Failure = `$failure; NewKey = `$report ? `$report.NewKey : `$null
        StoredIsOld = `$stored.UserName -eq `$before.UserName; StoredWorks = Test-Key `$stored; OldWorks = Test-Key `$before
        Log = @(`$log | ForEach-Object { "`$(`$_.method) `$(`$_.path)" })
    } | ConvertTo-Json -Compress)
}
"@
        $former = $env:HOME
        $env:HOME = (New-Item -ItemType Directory (Join-Path $TestDrive home)).FullName
        try { $lines = Invoke-Script $script } finally { $env:HOME = $former }
        $results = @{}
        $lines | Where-Object { "$_".StartsWith('RESULT') } | ForEach-Object { $_.Substring(6) | ConvertFrom-Json } | ForEach-Object { $results[$_.Name] = $_ }
        if ($results.Count -ne $cases.Count) { throw "$lines" }
    }

    AfterAll { Stop-VFSandbox $sandbox }

    It 'leaves the new key in the vault, working, and the old one gone' {
        $result = $results['all is well']
        $result.Failure | Should -BeNullOrEmpty
        $result.NewKey | Should -Not -BeNullOrEmpty
        $result.StoredIsOld | Should -BeFalse
        $result.StoredWorks | Should -BeTrue
        $result.OldWorks | Should -BeFalse
        # The new key proved itself twice before the old one went: before it was stored, and as the vault gives it back.
        $removal = $result.Log.IndexOf(($result.Log -like 'DELETE *')[0])
        @($result.Log[0..$removal] -like 'GET */account').Count | Should -Be 3
    }

    It 'changes nothing with -WhatIf' {
        $result = $results['what if']
        $result.Failure | Should -BeNullOrEmpty
        $result.StoredIsOld -and $result.OldWorks | Should -BeTrue
        $result.Log -notlike 'GET *' | Should -BeNullOrEmpty
    }

    It 'where <_>, the old key stays in the vault and works, and the new one is removed' -ForEach 'the new key does not work', 'the vault takes nothing', 'the vault keeps something else' {
        $result = $results[$_]
        $result.Failure | Should -BeLike 'The key was not replaced*'
        $result.StoredIsOld | Should -BeTrue
        $result.OldWorks | Should -BeTrue
        @($result.Log -like 'POST *').Count | Should -Be 1
        @($result.Log -like 'DELETE *').Count | Should -Be 1
    }

    It 'where the vault breaks, both keys live' {
        $result = $results['the vault breaks']
        $result.Failure | Should -BeLike "The vault 'Test' is in trouble*"
        $result.StoredWorks | Should -BeTrue
        $result.OldWorks | Should -BeTrue
        $result.Log -like 'DELETE *' | Should -BeNullOrEmpty
    }

    It 'where the old key cannot be removed, the vault holds the new one and the error names the old' {
        $result = $results['the old key cannot be removed']
        $result.Failure | Should -BeLike '*the old one is still there*Remove-VFApiKey key_*'
        $result.StoredIsOld | Should -BeFalse
        $result.StoredWorks -and $result.OldWorks | Should -BeTrue
    }
}
