# What a vault and a person at the keyboard would give to the examples of a page. Dot-source it where they are run; the
# environment holds what is given, and $oslo the account of that name, where there is a second one.

function Get-Secret {
    param([string] $Name)
    if ($Name -eq 'VocaFuseWebhook') { return ConvertTo-SecureString $env:VOCAFUSE_WEBHOOK_SECRET -AsPlainText -Force }
    if ($Name -eq 'VocaFuse-Oslo' -and (Test-Path Variable:oslo)) { return $oslo }
    [pscredential]::new($env:VOCAFUSE_API_KEY, (ConvertTo-SecureString $env:VOCAFUSE_API_SECRET -AsPlainText -Force))
}

function Read-Host {
    param([string] $Prompt, [switch] $AsSecureString)
    $AsSecureString ? (ConvertTo-SecureString $env:VOCAFUSE_API_SECRET -AsPlainText -Force) : $env:VOCAFUSE_API_KEY
}

Set-Item function:Set-Secret { }
