using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using VocaFuse.Json;
using VocaFuse.Requests;
using VocaFuse.Transport;

namespace VocaFuse.Uploads;

/// <summary>Sends a file: announces it with a front-end token, then puts its bytes where the answer says, in parallel.</summary>
internal sealed class Uploader(ApiTransport transport, StorageTransport storage)
{
    /// <summary>How many parts of a file are on their way at once. A file of 25 MB has five or six.</summary>
    private const int Parallelism = 6;

    private readonly UploadTokenCache tokens = new(transport.Clock);

    /// <param name="upload">The upload.</param>
    /// <param name="client">The client that fetches tokens.</param>
    /// <param name="observer">Receives the request events.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<VoiceNoteReference> SendAsync(VoiceNoteUpload upload, VocaFuseClient client, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        using var file = Open(upload.File);
        var plan = await AnnounceAsync(upload, client, observer, cancellationToken).ConfigureAwait(false);
        await Parallel.ForEachAsync(
            plan.Parts,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (part, token) => await storage.PutAsync(
                new StoragePut(part.Address, part.Length, upload.File.MediaType, plan.IsMultipart ? part.Number : null, () => new FileSegment(file, part.Start, part.Length), upload.Count),
                observer,
                token).ConfigureAwait(false)).ConfigureAwait(false);
        return new VoiceNoteReference(plan.VoiceNoteId, upload, plan.IsMultipart ? "multipart" : "single");
    }

    private static SafeFileHandle Open(AudioFile file)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(file.FullName, options: FileOptions.Asynchronous);
            return RandomAccess.GetLength(handle) == file.Size
                ? handle
                : throw new VocaFuseAudioException(AudioErrorReason.Unreadable, $"'{file.FullName}' has changed since it was looked at.");
        }
        catch (Exception failure)
        {
            handle?.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new VocaFuseAudioException(AudioErrorReason.Unreadable, $"'{file.FullName}' cannot be read: {failure.Message}", failure);
            }

            throw;
        }
    }

    private async Task<UploadPlan> AnnounceAsync(VoiceNoteUpload upload, VocaFuseClient client, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(UploadBody.Of(upload), VocaFuseJson.Default.UploadBody);
        var token = await tokens.GetAsync(upload.UserId, refused: null, client, cancellationToken).ConfigureAwait(false);
        try
        {
            return await PostAsync(SecretText.Reveal(token.Token)).ConfigureAwait(false);
        }
        catch (VocaFuseAuthenticationException)
        {
            // It was kept for a while; it may have been revoked, or the service's clock may be ahead.
            token = await tokens.GetAsync(upload.UserId, refused: token, client, cancellationToken).ConfigureAwait(false);
            return await PostAsync(SecretText.Reveal(token.Token)).ConfigureAwait(false);
        }

        Task<UploadPlan> PostAsync(string bearer) => transport.SendAsync(
            new ApiRequest(HttpMethod.Post, "/upload", VocaFuseResource.Upload) { Body = body, BearerToken = bearer, Secret = bearer, Subject = upload.File.Name },
            answer => UploadPlan.Of(ResponseEnvelope.ReadObject(answer.Body, UploadResponse.Read), upload.File.Size),
            observer,
            cancellationToken);
    }
}
