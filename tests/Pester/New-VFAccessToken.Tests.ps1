Describe 'New-VFAccessToken with the <Shape> response' -ForEach @(@{ Shape = 'full' }, @{ Shape = 'short' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2 --token-shape $Shape
        function Get-SentBody { @(Get-RequestLog $sandbox | ForEach-Object { $_.body | ConvertFrom-Json }) }
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'creates a token for a user and shows all properties except the token' {
        $created = New-VFAccessToken user_1
        $created | Should -BeOfType ([VocaFuse.AccessToken])
        $created.UserId | Should -Be 'user_1'
        $created.Scopes | Should -Be "voice-api.upload_$noteName"
        $created.TenantId | Should -Not -BeNullOrEmpty
        ($created.ExpiresAt - (Get-Date)).TotalMinutes | Should -BeGreaterThan 55
        $token = ConvertFrom-SecureString $created.Token -AsPlainText
        $token | Should -BeLike 'eyJ*.*.*'
        Get-VisibleText $created | Should -Not -BeLike "*$token*"
        (Get-SentBody)[0].scopes | Should -Be "voice-api.upload_$noteName"
        (Get-SentBody)[0].PSObject.Properties.Name | Should -Not -Contain 'expires_in'
    }

    It 'accepts users from the pipeline: text, objects and notes' {
        ('u1', 'u2' | New-VFAccessToken).UserId | Should -Be 'u1', 'u2'
        ([pscustomobject]@{ UserId = 'u3' }, [pscustomobject]@{ Identity = 'u4' } | New-VFAccessToken).UserId | Should -Be 'u3', 'u4'
        $notes = Get-VFVoiceNote
        ($notes | New-VFAccessToken).UserId | Should -Be $notes.UserId
        (New-VFAccessToken -Identity u5, u6).UserId | Should -Be 'u5', 'u6'
    }

    It 'accepts -ExpiresIn as <Given>' -ForEach @(
        @{ Given = '90'; Value = 90; Seconds = 90 }
        @{ Given = 'text'; Value = '120'; Seconds = 120 }
        @{ Given = 'TimeSpan text'; Value = '00:10:00'; Seconds = 600 }
        @{ Given = 'a TimeSpan'; Value = [timespan]::FromHours(24); Seconds = 86400 }
        @{ Given = 'the minimum'; Value = 60; Seconds = 60 }
    ) {
        $created = New-VFAccessToken u1 -ExpiresIn $Value
        (Get-SentBody)[0].expires_in | Should -Be $Seconds
        [math]::Abs(($created.ExpiresAt - (Get-Date)).TotalSeconds - $Seconds) | Should -BeLessThan 30
    }

    It 'returns only the token with -AsPlainText' {
        $token = New-VFAccessToken u1 -AsPlainText
        $token | Should -BeOfType ([string])
        (ConvertFrom-VFAccessToken $token).UserId | Should -Be 'u1'
    }

    It 'returns the JSON of the service, from which a web page can read the token, with -AsJson' {
        $json = New-VFAccessToken u1 -Scope "voice-api.read_$noteName", "voice-api.upload_$noteName" -AsJson
        $json | Should -BeOfType ([string])
        $response = $json | ConvertFrom-Json
        $token = $Shape -eq 'full' ? $response.data.id_token : $response.token
        (ConvertFrom-VFAccessToken $token).Scopes | Should -Be "voice-api.read_$noteName", "voice-api.upload_$noteName"
    }
}

Describe 'New-VFAccessToken' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'returns the JSON unchanged' {
        $json = '{ "success" : true,"data":{"jwt_token":"abc","\u00e9":"é","n":1.50}  ,"message":null}' + "`n"
        Add-Fault $sandbox @{ path = '/token'; kind = 'status'; status = 200; contentType = 'application/json'; body = $json }
        New-VFAccessToken u1 -AsJson | Should -BeExactly $json
    }

    It 'rejects <case> without sending a request' -ForEach @(
        @{ case = 'less than a minute'; option = @{ ExpiresIn = 59 }; id = 'ParameterArgumentValidationError' }
        @{ case = 'more than a day'; option = @{ ExpiresIn = 86401 }; id = 'ParameterArgumentValidationError' }
        @{ case = 'a negative duration'; option = @{ ExpiresIn = [timespan]::FromSeconds(-90) }; id = 'ParameterArgumentValidationError' }
        @{ case = 'text that is not a duration'; option = @{ ExpiresIn = 'soon' }; id = 'CannotConvertArgumentNoMessage' }
        @{ case = 'a duration out of range'; option = @{ ExpiresIn = 1e300 }; id = 'ParameterArgumentTransformationError' }
        @{ case = 'no scope'; option = @{ Scope = @() }; id = 'ParameterArgumentValidationError' }
        @{ case = '-AsJson with -AsPlainText'; option = @{ AsJson = $true; AsPlainText = $true }; id = 'AmbiguousParameterSet' }
    ) {
        $failure = try { New-VFAccessToken u1 @option } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'completes the scopes' {
        $line = 'New-VFAccessToken u1 -Scope '
        $expected = $noteName -eq 'recording' ?
            @('voice-api.upload_recording', 'voice-api.read_recording') :
            @('voice-api.upload_voicenote', 'voice-api.upload_recording')
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be $expected
    }

    It 'continues after a user for whom the service rejects the request' {
        Add-Fault $sandbox @{ path = '/token'; kind = 'status'; status = 400; skip = 1 }
        $created = 'u1', 'u2', 'u3' | New-VFAccessToken -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $created.UserId | Should -Be 'u1', 'u3'
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $failed[0].TargetObject | Should -Be 'u2'
    }

    It 'does not retry after a lost response' {
        Add-Fault $sandbox @{ path = '/token'; kind = 'reset'; applyFirst = $true }
        New-VFAccessToken u1 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        @(Get-RequestLog $sandbox) | Should -HaveCount 1
    }

    It 'rejects an HTML response' {
        Add-Fault $sandbox @{ path = '/token'; kind = 'html'; status = 200 }
        New-VFAccessToken u1 -AsJson -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UnreadableResponse,*'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'fails for a key without the permission' {
        $reader = Connect-Sandbox $sandbox -ApiKey $sandbox.readOnlyApiKey -ApiSecret $sandbox.readOnlyApiSecret -Name reader
        New-VFAccessToken u1 -Connection $reader -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
        Disconnect-VFAccount $reader
    }

    It 'shows no token in any stream' {
        $all = New-VFAccessToken u1 -Verbose -Debug *>&1
        $all | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | Should -Not -BeNullOrEmpty
        $token = ConvertFrom-SecureString ($all | Where-Object { $_ -is [VocaFuse.AccessToken] }).Token -AsPlainText
        $text = $all | Out-String -Width 8192
        foreach ($part in $token, $token.Split('.')[1], $token.Split('.')[2]) { $text.Contains($part) | Should -BeFalse }
    }

    It 'returns tokens whose table fits 80 columns' {
        $created = New-VFAccessToken user_1
        $table = $created | Format-Table | Out-String -Stream -Width 80 | Where-Object { $_ }
        $table | Should -HaveCount 3
        $table[2] | Should -BeLike "user_1 *$($created.ExpiresAt.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture))*voice-api*"
        $created | Format-List | Out-String | Should -BeLike '*Token*:*SecureString*'
    }
}
