#Requires -Version 7.4
#Requires -Modules VocaFuse, Microsoft.PowerShell.SecretManagement
<#
.SYNOPSIS
    Puts a new API key into a SecretManagement vault and removes the old one.
.DESCRIPTION
    The vault holds a credential: the key as user name, its secret as password. Whoever reads it meanwhile gets a key that
    works: the new one is tried before it is stored, read back and tried again after that, and only then is the old one
    removed. Where a step fails, the vault gets the old credential back, which works still, and the new key is removed.
.EXAMPLE
    ./Update-ApiKey.ps1 -SecretName VocaFuse -Vault Production
.EXAMPLE
    Connect-VFAccount -Credential (Get-Secret VocaFuse -Vault Production)

    How every other job takes the key from the vault.
.OUTPUTS
    The ids of both keys.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $SecretName,
    [Parameter(Mandatory)] [string] $Vault,
    [string] $KeyName = "rotated $(Get-Date -Format yyyy-MM-dd)",
    # The id of the key that is in the vault; needed only where the beginnings of several keys are alike.
    [string] $ApiKeyId,
    # How long a new key may take until the service knows it.
    [timespan] $Timeout = '00:00:30',
    # Another address of the service than the key's own.
    [uri] $BaseUri
)

$ErrorActionPreference = 'Stop'
# What is asked is asked once, below.
$ConfirmPreference = 'None'
$service = @{}
if ($BaseUri) { $service.BaseUri = $BaseUri }
$place = @{ Name = $SecretName; Vault = $Vault }

# Connects, which asks the service whether it knows the key.
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
    $stored = Get-Secret @place -ErrorAction Ignore
    $stored -is [pscredential] -and $stored.UserName -ceq $Credential.UserName -and
    $stored.GetNetworkCredential().Password -ceq $Credential.GetNetworkCredential().Password
}

$oldCredential = Get-Secret @place
if ($oldCredential -isnot [pscredential]) { throw "The secret '$SecretName' of the vault '$Vault' is no credential." }
$old = Connect-Key $oldCredential 'key before rotation'

$oldId = if ($ApiKeyId) { $ApiKeyId } else {
    $alike = @(Get-VFApiKey -Connection $old | Where-Object { $_.KeyPrefix -and $oldCredential.UserName.StartsWith($_.KeyPrefix.TrimEnd('.', '*', '…'), 'Ordinal') })
    if ($alike.Count -ne 1) { throw "$($alike.Count) keys of the account look like the one in the vault: name it with -ApiKeyId." }
    $alike[0].Id
}
if (-not $PSCmdlet.ShouldProcess("$SecretName in $Vault (key $oldId)", 'Replace the API key')) { return }

$new = New-VFApiKey -Name $KeyName -Connection $old
$isTouched = $false
try {
    $null = Connect-Key $new.Credential 'key after rotation' $Timeout
    $isTouched = $true
    Set-Secret @place -Secret $new.Credential
    # What counts is what the next job will read.
    if (-not (Test-Stored $new.Credential)) { throw "The vault '$Vault' does not give back what was stored." }
    $current = Connect-Key (Get-Secret @place) 'key after rotation'
}
catch {
    $failure = $_
    if ($isTouched) {
        try { Set-Secret @place -Secret $oldCredential } catch { Write-Warning "$_" }
    }
    if (Test-Stored $oldCredential) {
        try { Remove-VFApiKey $new.Id -Connection $old } catch { Write-Warning "The new key, $($new.Id), is left over: $_" }
        throw "The key was not replaced, and the vault holds the old one: $failure"
    }
    # Nobody knows which of the two the vault holds, so both have to live.
    throw "The vault '$Vault' is in trouble: $failure Both keys were kept, $oldId and $($new.Id): store a working one in it, and remove the other with Remove-VFApiKey."
}

try { Remove-VFApiKey $oldId -Connection $current }
catch { throw "The vault holds the new key, $($new.Id), but the old one is still there: remove it with Remove-VFApiKey $oldId. $_" }

[pscustomobject]@{ SecretName = $SecretName; Vault = $Vault; OldKey = $oldId; NewKey = $new.Id }
