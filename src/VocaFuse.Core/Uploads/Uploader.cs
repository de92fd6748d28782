using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using VocaFuse.Json;
using VocaFuse.Requests;
using VocaFuse.Transport;

namespace VocaFuse.Uploads;

/// <summary>Sends a file: requests upload addresses with an access token, then sends the bytes there in parallel.</summary>
internal sealed class Uploader(ApiTransport transport, StorageTransport storage)
{
    /// <summary>The parts of a file that are sent at the same time. A file of 25 MB has five or six.</summary>
    private const int Parallelism = 6;

    private readonly UploadTokenCache tokens = new(transport.Clock);

    /// <param name="upload">The upload.</param>
    /// <param name="client">The client that requests tokens.</param>
    /// <param name="observer">The observer of the requests.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    public async Task<VoiceNoteReference> SendAsync(
        VoiceNoteUpload upload, VocaFuseClient client, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        using var file = Open(upload.File);
        var plan = await AnnounceAsync(upload, client, observer, cancellationToken).ConfigureAwait(false);
        client.SetFamilyIfUnknown(plan.Names, "POST", "/upload");
        await Parallel.ForEachAsync(
            plan.Parts,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (part, token) => await storage.PutAsync(PutOf(part), observer, token).ConfigureAwait(false)).ConfigureAwait(false);
        return new VoiceNoteReference(plan.VoiceNoteId, upload, plan.IsMultipart ? "multipart" : "single");

        StoragePut PutOf(UploadPart part) => new(
            part.Address,
            part.Length,
            upload.File.MediaType,
            plan.IsMultipart ? part.Number : null,
            () => new FileSegment(file, part.Start, part.Length),
            upload.Count);
    }

    private static SafeFileHandle Open(AudioFile file)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(file.FullName, options: FileOptions.Asynchronous);
            return RandomAccess.GetLength(handle) == file.Size
                ? handle
                : throw new VocaFuseAudioException(AudioErrorReason.Unreadable, $"'{file.FullName}' has changed since it was inspected.");
        }
        catch (Exception failure)
        {
            handle?.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new VocaFuseAudioException(
                    AudioErrorReason.Unreadable, $"'{file.FullName}' cannot be read: {failure.Message}", failure);
            }

            throw;
        }
    }

    /// <summary>Requests the upload addresses for the file. After a 401, tries the other forms of the token, then one new token.</summary>
    private async Task<UploadPlan> AnnounceAsync(
        VoiceNoteUpload upload, VocaFuseClient client, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(UploadBody.From(upload), VocaFuseJson.Default.UploadBody);
        var token = await tokens.GetAsync(upload.UserId, rejected: null, client, cancellationToken).ConfigureAwait(false);
        for (var isReplaced = false; ;)
        {
            try
            {
                return await PostAsync(token.Bearer).ConfigureAwait(false);
            }
            catch (VocaFuseAuthenticationException) when (!isReplaced || token.Next is not null)
            {
                // A cached token may have been revoked, or the clock of the service may be ahead.
                var next = await tokens.GetAsync(upload.UserId, rejected: token, client, cancellationToken).ConfigureAwait(false);
                isReplaced |= next.Token != token.Token;
                token = next;
            }
        }

        Task<UploadPlan> PostAsync(string bearer) => transport.SendAsync(
            new ApiRequest(HttpMethod.Post, "/upload", VocaFuseResource.Upload)
            {
                Body = body,
                BearerToken = bearer,
                Secret = bearer,
                Subject = upload.File.Name,
            },
            response => ResponseEnvelope.ReadObject(response.Body, json => UploadPlan.Read(json, upload.File.Size)),
            observer,
            cancellationToken);
    }
}
