# What a person at a prompt has beside the module: a keyboard, a vault, and recordings in a folder. Dot-source it where
# examples of the documents are run. The account is the environment's, as with Connect-VFAccount.

# In the stead of SecretManagement's vault.
$vault = @{}

function Get-Secret {
    param([string] $Name)
    if (-not $vault.ContainsKey($Name)) { throw "The vault holds no secret '$Name'." }
    $vault[$Name]
}

function Set-Secret {
    param([string] $Name, $Secret)
    $vault[$Name] = $Secret
}

function Read-Host {
    param([string] $Prompt, [switch] $AsSecureString)
    $AsSecureString ? (ConvertTo-SecureString $env:VOCAFUSE_API_SECRET -AsPlainText -Force) : $env:VOCAFUSE_API_KEY
}

# Puts into the vault what the documents take out of it. The account in Oslo may be another one.
function Initialize-Vault {
    param([pscredential] $Oslo)
    $own = [pscredential]::new((Read-Host), (Read-Host -AsSecureString))
    'VocaFuse', 'VocaFuse-Berlin' | ForEach-Object { Set-Secret $_ $own }
    Set-Secret VocaFuse-Oslo ($Oslo ?? $own)
    Set-Secret VocaFuseWebhook (ConvertTo-SecureString $env:VOCAFUSE_WEBHOOK_SECRET -AsPlainText -Force)
}

# The recordings that examples name, in the current folder. Needs audio.ps1.
function Add-Recording {
    $null = New-Item -ItemType Directory -Path recordings
    $null = New-Wav "$PWD/interview.wav" 3
    $null = New-Wav "$PWD/recordings/monday.wav" 2
    $null = New-Wav "$PWD/recordings/tuesday.wav" 4
}
