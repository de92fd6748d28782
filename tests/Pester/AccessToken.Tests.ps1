BeforeDiscovery {
    $shapes = @{ Shape = 'full' }, @{ Shape = 'short' }
}

Describe 'New-VFAccessToken, of the <Shape> answer' -ForEach $shapes {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2 --token-shape $Shape
        $null = Connect-Sandbox $sandbox
        function Get-Sent { @(Get-RequestLog $sandbox | ForEach-Object { $_.body | ConvertFrom-Json }) }
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'makes a token for a user and shows everything but the token' {
        $made = New-VFAccessToken user_1
        $made | Should -BeOfType ([VocaFuse.AccessToken])
        $made.UserId | Should -Be 'user_1'
        $made.Scopes | Should -Be 'voice-api.upload_voicenote'
        $made.TenantId | Should -Not -BeNullOrEmpty
        ($made.ExpiresAt - (Get-Date)).TotalMinutes | Should -BeGreaterThan 55
        $token = ConvertFrom-SecureString $made.Token -AsPlainText
        $token | Should -BeLike 'eyJ*.*.*'
        Get-VisibleText $made | Should -Not -BeLike "*$token*"
        (Get-Sent)[0].scopes | Should -Be 'voice-api.upload_voicenote'
        (Get-Sent)[0].PSObject.Properties.Name | Should -Not -Contain 'expires_in'
    }

    It 'takes users from the pipeline, as text, by name and from notes' {
        ('u1', 'u2' | New-VFAccessToken).UserId | Should -Be 'u1', 'u2'
        ([pscustomobject]@{ UserId = 'u3' }, [pscustomobject]@{ Identity = 'u4' } | New-VFAccessToken).UserId | Should -Be 'u3', 'u4'
        $notes = Get-VFVoiceNote
        ($notes | New-VFAccessToken).UserId | Should -Be $notes.UserId
        (New-VFAccessToken -Identity u5, u6).UserId | Should -Be 'u5', 'u6'
    }

    It 'takes the time as <Given>' -ForEach @(
        @{ Given = '90'; Value = 90; Seconds = 90 }
        @{ Given = 'text'; Value = '120'; Seconds = 120 }
        @{ Given = 'TimeSpan text'; Value = '00:10:00'; Seconds = 600 }
        @{ Given = 'a TimeSpan'; Value = [timespan]::FromHours(24); Seconds = 86400 }
        @{ Given = 'the least'; Value = 60; Seconds = 60 }
    ) {
        $made = New-VFAccessToken u1 -ExpiresIn $Value
        (Get-Sent)[0].expires_in | Should -Be $Seconds
        [math]::Abs(($made.ExpiresAt - (Get-Date)).TotalSeconds - $Seconds) | Should -BeLessThan 30
    }

    It 'gives the token alone' {
        $token = New-VFAccessToken u1 -AsPlainText
        $token | Should -BeOfType ([string])
        (ConvertFrom-VFAccessToken $token).UserId | Should -Be 'u1'
    }

    It 'gives the service''s JSON, of which a web page can take the token' {
        $json = New-VFAccessToken u1 -Scope voice-api.upload_recording -AsJson
        $json | Should -BeOfType ([string])
        $answer = $json | ConvertFrom-Json
        $token = $Shape -eq 'full' ? $answer.data.id_token : $answer.token
        (ConvertFrom-VFAccessToken $token).Scopes | Should -Be 'voice-api.upload_recording'
    }
}

Describe 'New-VFAccessToken' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2
        $null = Connect-Sandbox $sandbox
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'hands the JSON on byte for byte' {
        $json = '{ "success" : true,"data":{"jwt_token":"abc","\u00e9":"é","n":1.50}  ,"message":null}' + "`n"
        Add-Fault $sandbox @{ path = '/token'; kind = 'status'; status = 200; contentType = 'application/json'; body = $json }
        New-VFAccessToken u1 -AsJson | Should -BeExactly $json
    }

    It 'refuses <case> before anything is sent' -ForEach @(
        @{ case = 'less than a minute'; option = @{ ExpiresIn = 59 }; id = 'ParameterArgumentValidationError' }
        @{ case = 'more than a day'; option = @{ ExpiresIn = 86401 }; id = 'ParameterArgumentValidationError' }
        @{ case = 'a time below zero'; option = @{ ExpiresIn = [timespan]::FromSeconds(-90) }; id = 'ParameterArgumentValidationError' }
        @{ case = 'no time at all'; option = @{ ExpiresIn = 'soon' }; id = 'CannotConvertArgumentNoMessage' }
        @{ case = 'an endless time'; option = @{ ExpiresIn = 1e300 }; id = 'ParameterArgumentTransformationError' }
        @{ case = 'no scope'; option = @{ Scope = @() }; id = 'ParameterArgumentValidationError' }
        @{ case = 'JSON and plain text at once'; option = @{ AsJson = $true; AsPlainText = $true }; id = 'AmbiguousParameterSet' }
    ) {
        $failure = try { New-VFAccessToken u1 @option } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'completes the scopes' {
        $line = 'New-VFAccessToken u1 -Scope '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'voice-api.upload_voicenote', 'voice-api.upload_recording'
    }

    It 'goes on after a user for whom there is no token' {
        Add-Fault $sandbox @{ path = '/token'; kind = 'status'; status = 400; skip = 1 }
        $made = 'u1', 'u2', 'u3' | New-VFAccessToken -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $made.UserId | Should -Be 'u1', 'u3'
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $failed[0].TargetObject | Should -Be 'u2'
    }

    It 'is never sent twice where the answer is lost' {
        Add-Fault $sandbox @{ path = '/token'; kind = 'reset'; applyFirst = $true }
        New-VFAccessToken u1 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        @(Get-RequestLog $sandbox) | Should -HaveCount 1
    }

    It 'relays no page of HTML as a token' {
        Add-Fault $sandbox @{ path = '/token'; kind = 'html'; status = 200 }
        New-VFAccessToken u1 -AsJson -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UnreadableAnswer,*'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'is refused to a key that may not' {
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

    It 'is shown in 80 columns' {
        $made = New-VFAccessToken user_1
        $table = $made | Format-Table | Out-String -Stream -Width 80 | Where-Object { $_ }
        $table | Should -HaveCount 3
        $table[2] | Should -BeLike "user_1 *$($made.ExpiresAt.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture))*voice-api*"
        $made | Format-List | Out-String | Should -BeLike '*Token*:*SecureString*'
    }
}

Describe 'ConvertFrom-VFAccessToken' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2
        $null = Connect-Sandbox $sandbox
        $made = New-VFAccessToken user_1 -ExpiresIn 600
        $token = ConvertFrom-SecureString $made.Token -AsPlainText

        function New-Token {
            param([hashtable] $Claim)
            $parts = @('{"alg":"HS256","typ":"JWT"}', ($Claim | ConvertTo-Json -Compress)).ForEach{ [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($_)).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
            "$($parts[0]).$($parts[1]).c2lnbmF0dXJl"
        }
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

    It 'takes <case>' -ForEach @(
        @{ case = 'text'; get = { ConvertFrom-VFAccessToken $token } }
        @{ case = 'text from the pipeline'; get = { $token | ConvertFrom-VFAccessToken } }
        @{ case = 'a SecureString'; get = { ConvertFrom-VFAccessToken $made.Token } }
        @{ case = 'a SecureString from the pipeline'; get = { $made.Token | ConvertFrom-VFAccessToken } }
        @{ case = 'what New-VFAccessToken returns'; get = { New-VFAccessToken user_1 -ExpiresIn 600 | ConvertFrom-VFAccessToken } }
        @{ case = 'the token of the short answer'; get = { [pscustomobject]@{ token = $token; expires_in = 600 } | ConvertFrom-VFAccessToken } }
    ) {
        $claims = & $get
        $claims | Should -BeOfType ([VocaFuse.AccessTokenClaims])
        $claims.UserId | Should -Be 'user_1'
        $claims.TenantId | Should -Be $made.TenantId
        $claims.Scopes | Should -Be 'voice-api.upload_voicenote'
        ($claims.ExpiresAt - $claims.IssuedAt).TotalSeconds | Should -Be 600
        $claims.IsExpired | Should -BeFalse
        $claims.Claims['sub'] | Should -Be 'user_1'
    }

    It 'says that a copy out of another process went without the token' {
        { Get-Deserialized $made | ConvertFrom-VFAccessToken -ErrorAction Stop } | Should -Throw '*does not contain the token*New-VFAccessToken -AsPlainText*'
    }

    It 'tells a token that has expired, and says that nothing is verified' {
        $claims = New-Token @{ sub = 'u1'; exp = 1700000000 } | ConvertFrom-VFAccessToken
        $claims.IsExpired | Should -BeTrue
        $claims.IsSignatureVerified | Should -BeFalse
        $list = $claims | Out-String -Width 120
        $list | Should -BeLike '*IsSignatureVerified*:*False*'
        $list | Should -BeLike '*ExpiresAt*(expired)*'
        $claims | Format-Table | Out-String -Width 80 | Should -BeLike '*IsSignatureVerified*False*'
        "$claims" | Should -BeLike '*signature not verified*'
    }

    It 'refuses what is no token, shows none of it, and goes on' {
        $junk = 'opaque-token-text'
        $claims = $junk, $token | ConvertFrom-VFAccessToken -ErrorVariable failed -ErrorAction SilentlyContinue
        $claims | Should -HaveCount 1
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccessTokenUnreadable,*'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
        Get-Error -InputObject $failed[0] | Out-String -Width 4096 | Should -Not -BeLike '*opaque-token*'
    }

    It 'needs no connection' {
        Invoke-Script "Import-Module VocaFuse; (ConvertFrom-VFAccessToken '$token').UserId" | Should -Be 'user_1'
    }
}
