# Tests the CSV output of each type of object, with and without ConvertTo-VFRow, in cultures with other digits, calendars and separators.
BeforeDiscovery {
    $kinds = @(
        @{ Kind = 'VoiceNote'; Make = { Get-VFVoiceNote -First 3 } }
        @{ Kind = 'Transcription'; Make = { Get-VFVoiceNote -Status transcribed -First 3 | Get-VFTranscription } }
        @{ Kind = 'TranscriptionWord'; Make = { (Get-VFVoiceNote -Status transcribed -First 1 | Get-VFTranscription).Words } }
        @{ Kind = 'VoiceNoteReference'; Make = { Send-VFVoiceNote $wav user_1 } }
        @{ Kind = 'Webhook'; Make = { Get-VFWebhook } }
        @{ Kind = 'ApiKey'; Make = { Get-VFApiKey } }
        @{ Kind = 'VFNewApiKey'; Make = { New-VFApiKey night } }
        @{ Kind = 'Account'; Make = { Get-VFAccount } }
        @{ Kind = 'AccountUsagePeriod'; Make = { (Get-VFAccount).Usage.CurrentMonth } }
        @{ Kind = 'AccountSettings'; Make = { (Get-VFAccount).Settings } }
        @{ Kind = 'AccessToken'; Make = { New-VFAccessToken user_1 } }
        @{ Kind = 'AccessTokenClaims'; Make = { ConvertFrom-VFAccessToken (New-VFAccessToken user_1) } }
        @{ Kind = 'VFConnection'; Make = { Get-VFConnection } }
        @{ Kind = 'WebhookEvent'; Make = {
                $body = '{"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"vn_1","duration":12.87,' +
                    '"custom_tags":{"team":"a","list":[1.5,{"b":2}]},"created_at":1703001600,' +
                    '"transcription":{"text":"Hi.","confidence":0.82}},"more":[1,[2,3]]}'
                ConvertFrom-VFWebhook $body -Signature (New-VFWebhookSignature $body -Secret whsec_x1) -Secret whsec_x1
            }
        }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'audio.ps1')
    $sandbox = Start-ConnectedSandbox --notes 12 --seed 7
    $null = New-VFWebhook https://example.com/hook
    $wav = New-Wav (Join-Path $TestDrive a.wav) -Seconds 1.5

    # Converts objects in a culture, and restores the previous one.
    function ConvertTo-CsvIn {
        param($Culture, $Object)
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            $Object | ConvertTo-VFRow | ConvertTo-Csv
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Rows of <Kind>' -ForEach $kinds {
    BeforeAll { $objects = @(& $Make) }

    It 'have only text and no type names in a CSV file, with and without ConvertTo-VFRow' {
        $objects.Count | Should -BeGreaterThan 0
        $objects[0].GetType().Name | Should -Be $Kind
        $secrets = '"System.(Security.SecureString|Management.Automation.PSCredential)"'
        ($objects | ConvertTo-Csv) -replace $secrets | Should -Not -MatchExactly 'System\.|VocaFuse\.|`\d'
        $objects | ConvertTo-VFRow | ConvertTo-Csv | Should -Not -MatchExactly 'System\.|VocaFuse\.|`\d'
        ($objects | ConvertTo-VFRow)[0].PSObject.Properties.Value.Where{ $null -ne $_ } | Should -BeOfType string
    }

    It 'are the same in every culture' {
        $expected = ConvertTo-CsvIn '' $objects
        foreach ($culture in 'de-DE', 'fa-IR', 'ar-SA', 'th-TH') { ConvertTo-CsvIn $culture $objects | Should -BeExactly $expected }
    }

    It 'have the times of the object and no secrets' {
        $row = $objects[0] | ConvertTo-VFRow
        foreach ($property in $objects[0].PSObject.Properties) {
            if ($property.Value -is [datetime]) { [datetime]$row.($property.Name) | Should -Be $property.Value }
            if ($property.Value -is [securestring] -or $property.Value -is [pscredential]) {
                $row.PSObject.Properties.Name | Should -Not -Contain $property.Name
            }
            if ($property.Value -is [double]) { [double]$row.($property.Name) | Should -Be $property.Value }
        }
    }

    It 'are the same for a deserialized object' {
        Get-Deserialized $objects[0] | ConvertTo-VFRow | ConvertTo-Csv | Should -Be ($objects[0] | ConvertTo-VFRow | ConvertTo-Csv)
    }
}
