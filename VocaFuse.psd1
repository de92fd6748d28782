@{
    RootModule             = 'VocaFuse.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = 'b2b7d0f4-6f0c-4d0a-9a55-3f0f4a8f7c21'
    Author                 = 'VocaFuse for PowerShell maintainers'
    CompanyName            = 'VocaFuse for PowerShell'
    Copyright              = '(c) VocaFuse for PowerShell contributors. MIT licence.'
    Description            = 'Manage VocaFuse voice notes from PowerShell: list, transcribe, export, upload and delete notes, manage webhooks, API keys and the account, mint front-end access tokens and verify webhook signatures.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('VocaFuse.Format.ps1xml')
    CmdletsToExport        = @(
        'Connect-VFAccount'
        'ConvertFrom-VFWebhook'
        'Disconnect-VFAccount'
        'Export-VFTranscription'
        'Get-VFConnection'
        'Get-VFTranscription'
        'Get-VFVoiceNote'
        'New-VFWebhookSignature'
        'Remove-VFVoiceNote'
        'Test-VFWebhookSignature'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('VocaFuse', 'voice', 'transcription', 'speech-to-text', 'captions', 'webhook', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://github.com/vocafuse/vocafuse-powershell/blob/main/LICENSE'
            ProjectUri = 'https://github.com/vocafuse/vocafuse-powershell'
        }
    }
}
