BeforeDiscovery {
    # SecretStore keeps its vault in the user's home, which a test must not touch; on Windows that folder cannot be moved.
    $canRun = -not $IsWindows -and (Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable) -and (Get-Module Microsoft.PowerShell.SecretStore -ListAvailable)
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $job = Join-Path $PSScriptRoot '../../examples/jobs/Update-ApiKey.ps1' -Resolve
    $sandbox = Start-VFSandbox --notes 3

    # Rotates in a process with a home and a vault of its own, and tells how it went and which keys work after that.
    function Invoke-Rotation {
        param([string] $Before = '', [string] $Option = '')
        $script = @"
`$ErrorActionPreference = 'Stop'
Import-Module VocaFuse
Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -WarningAction Ignore
Register-SecretVault -Name Test -ModuleName Microsoft.PowerShell.SecretStore
`$before = [pscredential]::new('$($sandbox.apiKey)', (ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText))
Set-Secret -Name VocaFuse -Vault Test -Secret `$before
$Before
`$failure = `$report = `$null
try { `$report = & '$job' -SecretName VocaFuse -Vault Test -BaseUri '$($sandbox.baseUri)' -Patience 0 $Option 3> `$null } catch { `$failure = "`$_" }
Remove-Item Function:Set-Secret -ErrorAction Ignore
`$stored = Get-Secret -Name VocaFuse -Vault Test
function Test-Key(`$credential) { try { Connect-VFAccount -Credential `$credential -BaseUri '$($sandbox.baseUri)'; `$true } catch { `$false } }
'RESULT' + ([pscustomobject]@{
    Failure     = `$failure
    NewKey      = `$report ? `$report.NewKey : `$null
    StoredIsOld = `$stored.UserName -eq `$before.UserName
    StoredWorks = Test-Key `$stored
    OldWorks    = Test-Key `$before
} | ConvertTo-Json -Compress)
"@
        $former = $env:HOME
        $env:HOME = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        try { $lines = Invoke-Script $script } finally { $env:HOME = $former }
        $line = $lines | Where-Object { "$_".StartsWith('RESULT') }
        $line | Should -Not -BeNullOrEmpty -Because "$lines"
        $line.Substring(6) | ConvertFrom-Json
    }
}

AfterAll { Stop-VFSandbox $sandbox }

Describe 'Update-ApiKey.ps1' -Skip:(-not $canRun) {
    BeforeEach {
        Reset-Sandbox $sandbox
    }

    It 'leaves the new key in the vault, working, and the old one gone' {
        $result = Invoke-Rotation
        $result.Failure | Should -BeNullOrEmpty
        $result.NewKey | Should -Not -BeNullOrEmpty
        $result.StoredIsOld | Should -BeFalse
        $result.StoredWorks | Should -BeTrue
        $result.OldWorks | Should -BeFalse
        # The new key proved itself before the old one went.
        $log = Get-RequestLog $sandbox
        $removal = [array]::IndexOf($log.method, 'DELETE')
        $removal | Should -BeGreaterThan 0
        @($log[0..$removal] | Where-Object path -Like '*/account').Count | Should -Be 3
    }

    It 'changes nothing with -WhatIf' {
        $result = Invoke-Rotation -Option -WhatIf
        $result.Failure | Should -BeNullOrEmpty
        $result.StoredIsOld -and $result.OldWorks | Should -BeTrue
        (Get-RequestLog $sandbox).method | Should -Not -Contain POST
    }

    It 'where <What>, the old key stays in the vault and works, and the new one is removed' -ForEach @(
        @{ What = 'the new key does not work'; Before = ''; Fault = @{ path = '/account'; method = 'GET'; kind = 'status'; status = 401; skip = 1; count = 1 } }
        @{ What = 'the vault takes nothing'; Before = 'function Set-Secret { throw "The vault is locked." }'; Fault = $null }
        @{ What = 'the vault keeps something else'; Before = 'function Set-Secret($Name, $Vault, $Secret) { $given = $Secret.UserName -eq $before.UserName ? $Secret : [pscredential]::new("sk_test_garbled", $Secret.Password); Microsoft.PowerShell.SecretManagement\Set-Secret -Name $Name -Vault $Vault -Secret $given }'; Fault = $null }
    ) {
        if ($Fault) { Add-Fault $sandbox $Fault }
        $result = Invoke-Rotation -Before $Before
        $result.Failure | Should -BeLike 'The key was not replaced*'
        $result.StoredIsOld | Should -BeTrue
        $result.OldWorks | Should -BeTrue
        $methods = (Get-RequestLog $sandbox).method
        @($methods -eq 'POST').Count | Should -Be 1
        @($methods -eq 'DELETE').Count | Should -Be 1
    }

    It 'where the vault cannot be set right either, both keys live' {
        $result = Invoke-Rotation -Before 'function Set-Secret($Name, $Vault, $Secret) { if ($Secret.UserName -ne $before.UserName) { Microsoft.PowerShell.SecretManagement\Set-Secret -Name $Name -Vault $Vault -Secret $Secret }; throw "The vault is locked." }'
        $result.Failure | Should -BeLike "The vault 'Test' is in trouble*"
        $result.StoredWorks | Should -BeTrue
        $result.OldWorks | Should -BeTrue
        (Get-RequestLog $sandbox).method | Should -Not -Contain DELETE
    }

    It 'where the old key cannot be removed, the vault holds the new one and the error names the old' {
        Add-Fault $sandbox @{ path = '/account/api-keys/*'; method = 'DELETE'; kind = 'status'; status = 403; count = 1 }
        $result = Invoke-Rotation
        $result.Failure | Should -BeLike '*the old one is still there*Remove-VFApiKey key_*'
        $result.StoredIsOld | Should -BeFalse
        $result.StoredWorks -and $result.OldWorks | Should -BeTrue
    }
}
