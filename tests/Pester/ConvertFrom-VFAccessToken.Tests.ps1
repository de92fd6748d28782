Describe 'ConvertFrom-VFAccessToken' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2
        $accessToken = New-VFAccessToken user_1 -ExpiresIn 600
        $token = ConvertFrom-SecureString $accessToken.Token -AsPlainText

        function New-Token {
            param([hashtable] $Claim)
            $parts = @('{"alg":"HS256","typ":"JWT"}', ($Claim | ConvertTo-Json -Compress)).ForEach{
                [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($_)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
            }
            "$($parts[0]).$($parts[1]).c2lnbmF0dXJl"
        }
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    It 'accepts <case>' -ForEach @(
        @{ case = 'text'; get = { ConvertFrom-VFAccessToken $token } }
        @{ case = 'text from the pipeline'; get = { $token | ConvertFrom-VFAccessToken } }
        @{ case = 'a SecureString'; get = { ConvertFrom-VFAccessToken $accessToken.Token } }
        @{ case = 'a SecureString from the pipeline'; get = { $accessToken.Token | ConvertFrom-VFAccessToken } }
        @{ case = 'output of New-VFAccessToken'; get = { New-VFAccessToken user_1 -ExpiresIn 600 | ConvertFrom-VFAccessToken } }
        @{
            case = 'the short response of the service'
            get  = { [pscustomobject]@{ token = $token; expires_in = 600 } | ConvertFrom-VFAccessToken }
        }
    ) {
        $claims = & $get
        $claims | Should -BeOfType ([VocaFuse.AccessTokenClaims])
        $claims.UserId | Should -Be 'user_1'
        $claims.TenantId | Should -Be $accessToken.TenantId
        $claims.Scopes | Should -Be 'voice-api.upload_voicenote'
        ($claims.ExpiresAt - $claims.IssuedAt).TotalSeconds | Should -Be 600
        $claims.IsExpired | Should -BeFalse
        $claims.Claims['sub'] | Should -Be 'user_1'
    }

    It 'explains that a deserialized object does not contain the token' {
        { Get-Deserialized $accessToken | ConvertFrom-VFAccessToken -ErrorAction Stop } |
            Should -Throw '*does not contain the token*New-VFAccessToken -AsPlainText*'
    }

    It 'shows that a token has expired and that its signature is not verified' {
        $claims = New-Token @{ sub = 'u1'; exp = 1700000000 } | ConvertFrom-VFAccessToken
        $claims.IsExpired | Should -BeTrue
        $claims.IsSignatureVerified | Should -BeFalse
        $list = $claims | Out-String -Width 120
        $list | Should -BeLike '*IsSignatureVerified*:*False*'
        $list | Should -BeLike '*ExpiresAt*(expired)*'
        $claims | Format-Table | Out-String -Width 80 | Should -BeLike '*IsSignatureVerified*False*'
        "$claims" | Should -BeLike '*signature not verified*'
    }

    It 'rejects input that is not a token without showing it, and continues' {
        $invalid = 'opaque-token-text'
        $claims = $invalid, $token | ConvertFrom-VFAccessToken -ErrorVariable failed -ErrorAction SilentlyContinue
        $claims | Should -HaveCount 1
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccessTokenUnreadable,*'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
        Get-Error -InputObject $failed[0] | Out-String -Width 4096 | Should -Not -BeLike '*opaque-token*'
    }

    It 'needs no connection' {
        # Connections belong to a runspace, so a new one has none.
        $script = 'param($token) Import-Module VocaFuse; (ConvertFrom-VFAccessToken $token).UserId'
        $shell = [powershell]::Create().AddScript($script).AddArgument($token)
        try { $shell.Invoke() | Should -Be 'user_1' } finally { $shell.Dispose() }
    }
}
