# A webhook delivery with its published signatures. Dot-source this file in BeforeAll.

$secret = 'whsec_test_5f0c'
$secureSecret = ConvertTo-SecureString $secret -AsPlainText -Force
$body = '{"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"rec_1","identity":"user_é"}}'
$bytes = [System.Text.Encoding]::UTF8.GetBytes($body)

# Of the body only, with the timestamp 1703001600, and also with the delivery ID del_42. The last one is of an empty body.
$bare = 'f2ed91fcba9aa38913fcad1b2b419f16c1d87bd7d8d6ec06d1cd744a532ad9cb'
$timed = '24b5eddf3cc0c137de44bc02c864500cadb1faac17bbaea7be3cc744c35941d2'
$full = '3a70fdcc44fac9945249dcd1a2924277e98990017ca36e51aa51163e229c68fe'
$ofNothing = '2b61e581e7ba57c788fe77a69d5418ffe99299401d6f0f2becfd64116be5d8a4'
