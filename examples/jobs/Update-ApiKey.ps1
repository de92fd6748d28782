#Requires -Version 7.4
#Requires -Modules VocaFuse, Microsoft.PowerShell.SecretManagement
<#
.SYNOPSIS
    Stores a new API key in a SecretManagement vault and deletes the old one.
.DESCRIPTION
    The vault contains a credential: the key is the user name, its secret is the password. At any time, the vault contains a
    working key: the new key is tested before it is stored, read back and tested again, and only then is the old key deleted.
    If a step fails, the old credential, which still works, is restored, and the new key is deleted.
.EXAMPLE
    ./Update-ApiKey.ps1 -SecretName VocaFuse -Vault Production
.EXAMPLE
    Connect-VFAccount -Credential (Get-Secret VocaFuse -Vault Production)

    Shows how other jobs read the key from the vault.
.OUTPUTS
    The IDs of both keys.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $SecretName,
    [Parameter(Mandatory)] [string] $Vault,
    [string] $KeyName = "rotated $(Get-Date -Format yyyy-MM-dd)",
    # The ID of the key in the vault. Needed only if several keys have the same prefix.
    [string] $ApiKeyId,
    # The maximum time until the service accepts a new key.
    [timespan] $Timeout = '00:00:30',
    # Another address of the service. The default depends on the key.
    [uri] $BaseUri
)

$ErrorActionPreference = 'Stop'
# Prompt only once, below.
$ConfirmPreference = 'None'
$service = @{}
if ($BaseUri) { $service.BaseUri = $BaseUri }
$secretLocation = @{ Name = $SecretName; Vault = $Vault }

# Connects, which also checks the key.
function Connect-Key {
    param([pscredential] $Credential, [string] $Name, [timespan] $Within = [timespan]::Zero)
    $end = [datetime]::UtcNow + $Within
    while ($true) {
        try { return Connect-VFAccount -Credential $Credential -Name $Name -PassThru @service }
        catch [VocaFuse.VocaFuseAuthenticationException] {
            if ([datetime]::UtcNow -ge $end) { throw }
            Start-Sleep -Seconds 1
        }
    }
}

function Test-Stored {
    param([pscredential] $Credential)
    $stored = Get-Secret @secretLocation -ErrorAction Ignore
    $stored -is [pscredential] -and $stored.UserName -ceq $Credential.UserName -and
    $stored.GetNetworkCredential().Password -ceq $Credential.GetNetworkCredential().Password
}

$oldCredential = Get-Secret @secretLocation
if ($oldCredential -isnot [pscredential]) { throw "The secret '$SecretName' in the vault '$Vault' is not a credential." }
$old = Connect-Key $oldCredential 'key before rotation'

$oldId = if ($ApiKeyId) { $ApiKeyId } else {
    $candidates = @(Get-VFApiKey -Connection $old | Where-Object {
            $_.KeyPrefix -and $oldCredential.UserName.StartsWith($_.KeyPrefix.TrimEnd('.', '*', '…'), 'Ordinal')
        })
    if ($candidates.Count -ne 1) {
        throw "$($candidates.Count) keys of the account match the prefix of the key in the vault. Specify -ApiKeyId."
    }
    $candidates[0].Id
}
if (-not $PSCmdlet.ShouldProcess("$SecretName in $Vault (key $oldId)", 'Replace the API key')) { return }

$new = New-VFApiKey -Name $KeyName -Connection $old
$isStored = $false
try {
    $null = Connect-Key $new.Credential 'key after rotation' $Timeout
    $isStored = $true
    Set-Secret @secretLocation -Secret $new.Credential
    # Test what the next job will read.
    if (-not (Test-Stored $new.Credential)) { throw "The vault '$Vault' does not return the stored credential." }
    $current = Connect-Key (Get-Secret @secretLocation) 'key after rotation'
}
catch {
    $failure = $_
    if ($isStored) {
        try { Set-Secret @secretLocation -Secret $oldCredential } catch { Write-Warning "$_" }
    }
    if (Test-Stored $oldCredential) {
        try { Remove-VFApiKey $new.Id -Connection $old } catch { Write-Warning "The new key, $($new.Id), could not be deleted: $_" }
        throw "The key was not replaced, and the vault contains the old one: $failure"
    }
    # It is not known which of the two keys the vault contains, so keep both.
    throw "The vault '$Vault' failed: $failure Both keys were kept, $oldId and $($new.Id). " +
        'Store one of them in the vault, and delete the other with Remove-VFApiKey.'
}

try { Remove-VFApiKey $oldId -Connection $current }
catch {
    throw "The vault contains the new key, $($new.Id), but the old one could not be deleted. Delete it with Remove-VFApiKey $oldId. $_"
}

[pscustomobject]@{ SecretName = $SecretName; Vault = $Vault; OldKey = $oldId; NewKey = $new.Id }
