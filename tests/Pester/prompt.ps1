# Stand-ins for user input, a vault and recordings, to run the examples of documents. Key and secret come from the environment
# variables that Connect-VFAccount uses.

# Replaces a SecretManagement vault.
$vault = @{}

function Get-Secret {
    param([string] $Name)
    if (-not $vault.ContainsKey($Name)) { throw "The vault has no secret '$Name'." }
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

# Stores the secrets that the documents read. The account in Oslo can be a different one.
function Initialize-Vault {
    param([pscredential] $Oslo)
    $own = [pscredential]::new((Read-Host), (Read-Host -AsSecureString))
    'VocaFuse', 'VocaFuse-Berlin', 'VocaFuse-Proxy' | ForEach-Object { Set-Secret $_ $own }
    Set-Secret VocaFuse-Oslo ($Oslo ?? $own)
    Set-Secret VocaFuseWebhook (ConvertTo-SecureString $env:VOCAFUSE_WEBHOOK_SECRET -AsPlainText -Force)
}

# Creates the recordings that the examples use, in the current folder. Requires audio.ps1.
function Add-Recording {
    $null = New-Item -ItemType Directory -Path recordings
    $null = New-Wav "$PWD/interview.wav" 3
    $null = New-Wav "$PWD/recordings/monday.wav" 2
    $null = New-Wav "$PWD/recordings/tuesday.wav" 4
}
