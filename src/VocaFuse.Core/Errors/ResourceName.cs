namespace VocaFuse.Errors;

internal static class ResourceName
{
    /// <summary>Returns the name of a resource for messages.</summary>
    public static string Get(VocaFuseResource resource) => resource switch
    {
        VocaFuseResource.VoiceNote => "voice note",
        VocaFuseResource.Transcription => "transcription of voice note",
        VocaFuseResource.Webhook => "webhook",
        VocaFuseResource.Account => "account",
        VocaFuseResource.ApiKey => "API key",
        VocaFuseResource.AccessToken => "access token",
        VocaFuseResource.Upload => "upload",
        _ => "such resource",
    };
}
