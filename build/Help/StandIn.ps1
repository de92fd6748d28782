# What a vault and a person at the keyboard would give to the examples of a page. Dot-source it where they are run; the
# environment holds what is given. Where there is a $sandbox, its second tenant is the account in Oslo.

function Get-Secret {
    param([string] $Name)
    if ($Name -eq 'VocaFuseWebhook') { return ConvertTo-SecureString $env:VOCAFUSE_WEBHOOK_SECRET -AsPlainText -Force }
    $oslo = $Name -eq 'VocaFuse-Oslo' ? (Get-Variable sandbox -ValueOnly -ErrorAction Ignore)?.secondTenant : $null
    $key, $secret = $oslo ? ($oslo.apiKey, $oslo.apiSecret) : ($env:VOCAFUSE_API_KEY, $env:VOCAFUSE_API_SECRET)
    [pscredential]::new($key, (ConvertTo-SecureString $secret -AsPlainText -Force))
}

function Read-Host {
    param([string] $Prompt, [switch] $AsSecureString)
    $AsSecureString ? (ConvertTo-SecureString $env:VOCAFUSE_API_SECRET -AsPlainText -Force) : $env:VOCAFUSE_API_KEY
}

Set-Item function:Set-Secret { }
