# Not on Windows, where a test can't change the folder of SecretStore's vault.
Describe 'Update-ApiKey.ps1' -Tag Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Skip:$IsWindows {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $job = Join-Path $PSScriptRoot '../../examples/jobs/Update-ApiKey.ps1' -Resolve
        $sandbox = Start-VFSandbox --notes 3

        # Each case starts with a new account and the old key in the vault. SetSecret replaces Set-Secret with a failing one.
        $store = '{ param($Name, $Vault, $Secret) ' +
            'Microsoft.PowerShell.SecretManagement\Set-Secret -Name $Name -Vault $Vault -Secret $Secret }'
        $cases = @(
            @{ Name = 'success' }
            @{ Name = '-WhatIf'; WhatIf = $true }
            @{
                Name  = 'the new key does not work'
                Fault = @{ path = '/account'; method = 'GET'; kind = 'status'; status = 401; skip = 1; count = 1 }
            }
            @{ Name = 'the vault is locked'; SetSecret = 'throw "The vault is locked."' }
            @{
                Name      = 'the vault stores another value'
                SetSecret = '& $store $Name $Vault ($Secret.UserName -eq $before.UserName ? $Secret : ' +
                    '[pscredential]::new("sk_test_garbled", $Secret.Password))'
            }
            @{
                Name      = 'the vault fails after storing the new key'
                SetSecret = 'if ($Secret.UserName -ne $before.UserName) { & $store $Name $Vault $Secret }; throw "The vault is locked."'
            }
            @{
                Name  = 'the old key cannot be deleted'
                Fault = @{ path = '/account/api-keys/*'; method = 'DELETE'; kind = 'status'; status = 403; count = 1 }
            }
        )

        # All cases run in one process, with its own home folder and vault.
        $script = @"
`$ErrorActionPreference = 'Stop'
. '$PSScriptRoot/common.ps1'
`$sandbox = @{ controlUri = '$($sandbox.controlUri)' }
Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -WarningAction Ignore
Register-SecretVault -Name Test -ModuleName Microsoft.PowerShell.SecretStore
`$before = [pscredential]::new('$($sandbox.apiKey)', (ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText))
`$store = $store
function Test-Key(`$credential) {
    try { Connect-VFAccount -Credential `$credential -BaseUri '$($sandbox.baseUri)'; `$true } catch { `$false }
}

foreach (`$case in '$(ConvertTo-Json $cases -Depth 4 -Compress)' | ConvertFrom-Json -AsHashtable) {
    Reset-Sandbox `$sandbox
    & `$store VocaFuse Test `$before
    if (`$case.ContainsKey('Fault')) { Add-Fault `$sandbox `$case.Fault }
    if (`$case.ContainsKey('SetSecret')) {
        Set-Item Function:Set-Secret ([scriptblock]::Create('param(`$Name, `$Vault, `$Secret) ' + `$case.SetSecret))
    }
    `$failure = `$report = `$null
    `$rotation = @{
        SecretName = 'VocaFuse'; Vault = 'Test'; BaseUri = '$($sandbox.baseUri)'; Timeout = 0; WhatIf = `$case.ContainsKey('WhatIf')
    }
    try { `$report = & '$job' @rotation 3> `$null } catch { `$failure = "`$_" }
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
        $lines | Where-Object { "$_".StartsWith('RESULT') } | ForEach-Object { $_.Substring(6) | ConvertFrom-Json } |
            ForEach-Object { $results[$_.Name] = $_ }
        if ($results.Count -ne $cases.Count) { throw "$lines" }
    }

    AfterAll { Stop-VFSandbox $sandbox }

    It 'stores the new key, which works, and deletes the old one' {
        $result = $results['success']
        $result.Failure | Should -BeNullOrEmpty
        $result.NewKey | Should -Not -BeNullOrEmpty
        $result.StoredIsOld | Should -BeFalse
        $result.StoredWorks | Should -BeTrue
        $result.OldWorks | Should -BeFalse
        # The new key is tested twice before the old one is deleted: before it is stored, and after it is read back.
        $removal = $result.Log.IndexOf(($result.Log -like 'DELETE *')[0])
        @($result.Log[0..$removal] -like 'GET */account').Count | Should -Be 3
    }

    It 'changes nothing with -WhatIf' {
        $result = $results['-WhatIf']
        $result.Failure | Should -BeNullOrEmpty
        $result.StoredIsOld -and $result.OldWorks | Should -BeTrue
        $result.Log -notlike 'GET *' | Should -BeNullOrEmpty
    }

    It 'keeps the old key and deletes the new one if <_>' -ForEach @(
        'the new key does not work', 'the vault is locked', 'the vault stores another value'
    ) {
        $result = $results[$_]
        $result.Failure | Should -BeLike 'The key was not replaced*'
        $result.StoredIsOld | Should -BeTrue
        $result.OldWorks | Should -BeTrue
        @($result.Log -like 'POST *').Count | Should -Be 1
        @($result.Log -like 'DELETE *').Count | Should -Be 1
    }

    It 'keeps both keys if the vault fails after storing the new one' {
        $result = $results['the vault fails after storing the new key']
        $result.Failure | Should -BeLike "The vault 'Test' failed*"
        $result.StoredWorks | Should -BeTrue
        $result.OldWorks | Should -BeTrue
        $result.Log -like 'DELETE *' | Should -BeNullOrEmpty
    }

    It 'stores the new key and names the old one in the error if the old one cannot be deleted' {
        $result = $results['the old key cannot be deleted']
        $result.Failure | Should -BeLike '*the old one could not be deleted*Remove-VFApiKey key_*'
        $result.StoredIsOld | Should -BeFalse
        $result.StoredWorks -and $result.OldWorks | Should -BeTrue
    }
}
