@{
    # The loader must be first: it lets the cmdlets find the client, which is in its own load context.
    NestedModules          = @('bin/VocaFuse.Loader.dll', 'bin/VocaFuse.PowerShell.dll')
    ModuleVersion          = '0.1.0'
    GUID                   = 'b2b7d0f4-6f0c-4d0a-9a55-3f0f4a8f7c21'
    Author                 = 'VocaFuse for PowerShell maintainers'
    CompanyName            = 'VocaFuse for PowerShell'
    Copyright              = '(c) VocaFuse for PowerShell contributors. MIT license.'
    Description            = 'VocaFuse records voice notes in web and mobile apps and transcribes them. With this module you use the service from PowerShell:

- find voice notes by status and time, read their transcriptions, export them as text, captions or tables, upload audio, delete old notes
- create webhooks, verify the signatures of their deliveries, create access tokens for a front end
- manage API keys, the account and its settings, with several accounts in one session

Typed objects stream through the pipeline. Failed requests are retried if that is safe, and rate limits are respected. Every error has a stable ID and a recommended action. No secret is shown in any stream, error or transcript. The module loads its libraries into its own load context, so it works beside Az and Microsoft.Graph in one session.

Needs PowerShell 7.4 or later, on Windows, Linux or macOS, and a VocaFuse API key. To begin: Connect-VFAccount; Get-VFVoiceNote -First 5'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('VocaFuse.Format.ps1xml')
    CmdletsToExport        = @(
        'Connect-VFAccount'
        'ConvertFrom-VFAccessToken'
        'ConvertFrom-VFWebhook'
        'ConvertTo-VFCaption'
        'ConvertTo-VFRow'
        'Disconnect-VFAccount'
        'Export-VFTranscription'
        'Get-VFAccount'
        'Get-VFApiKey'
        'Get-VFConnection'
        'Get-VFTranscription'
        'Get-VFVoiceNote'
        'Get-VFWebhook'
        'New-VFAccessToken'
        'New-VFApiKey'
        'New-VFWebhook'
        'New-VFWebhookSignature'
        'Receive-VFWebhook'
        'Remove-VFApiKey'
        'Remove-VFVoiceNote'
        'Remove-VFWebhook'
        'Search-VFTranscription'
        'Select-VFConnection'
        'Send-VFVoiceNote'
        'Send-VFWebhookTest'
        'Set-VFAccount'
        'Set-VFWebhook'
        'Test-VFConnection'
        'Test-VFWebhookSignature'
        'Wait-VFVoiceNote'
        'Watch-VFVoiceNote'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('VocaFuse', 'voice', 'voice-notes', 'audio', 'transcription', 'speech-to-text', 'captions', 'subtitles', 'webhook', 'REST', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://github.com/vocafuse/vocafuse-powershell/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/vocafuse/vocafuse-powershell'
            IconUri      = 'https://raw.githubusercontent.com/vocafuse/vocafuse-powershell/main/docs/icon.png'
            # The build inserts the section of CHANGELOG.md for this version.
            ReleaseNotes = 'https://github.com/vocafuse/vocafuse-powershell/blob/main/CHANGELOG.md'
        }
    }
}
