using VocaFuse.Naming;
using VocaFuse.Transport;

namespace VocaFuse;

/// <content>Requests whose names depend on the family of names of the service.</content>
public sealed partial class VocaFuseClient
{
    private const string ListPath = "/voicenotes";

    private static readonly string[] DefaultWebhookEvents = ["voicenote.transcribed", "voicenote.failed"];

    private static List<string> Translate(IEnumerable<string> values, ApiNames names) =>
        [.. values.Select(value => names.Translate(value))];

    /// <summary>
    /// Sends a request to a route of voice notes. Its success determines the family of names. If the response can mean that there
    /// is no such route, one request of the list decides, and the request is repeated in the other family if necessary.
    /// </summary>
    /// <param name="request">The request with a path such as <c>/voicenotes/{id}</c>.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <param name="whenDeletedBefore">The result of a deletion whose earlier attempt, without a response, deleted the voice note.</param>
    private async Task<T> SendDetectingFamilyAsync<T>(
        ApiRequest request, Func<ApiResponse, T> read, CancellationToken cancellationToken, Func<T>? whenDeletedBefore = null)
    {
        var names = apiNames.Current;
        try
        {
            var result = await SendInFamilyAsync(names, request, read, cancellationToken).ConfigureAwait(false);
            apiNames.Settle(names);
            return result;
        }
        catch (VocaFuseException failure) when (apiNames.Found != names && failure is VocaFuseNotFoundException { MayLackRoute: true })
        {
            await apiNames.Lock.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (apiNames.Found == ApiNames.Auto && request.Path != ListPath
                    && await HasListAsync(names, cancellationToken).ConfigureAwait(false))
                {
                    SetFamily(names, request);
                }

                if (apiNames.Found == ApiNames.Auto)
                {
                    return await RepeatInOtherFamilyAsync(names.Other(), request, read, failure, whenDeletedBefore,
                        cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                apiNames.Lock.Release();
            }

            if (apiNames.Found != names)
            {
                return await SendInFamilyAsync(apiNames.Found, request, read, cancellationToken).ConfigureAwait(false);
            }

            if (failure.EarlierMayHaveBeenApplied && whenDeletedBefore is not null)
            {
                return whenDeletedBefore();
            }

            throw;
        }
    }

    private Task<T> SendInFamilyAsync<T>(
        ApiNames names, ApiRequest request, Func<ApiResponse, T> read, CancellationToken cancellationToken) =>
        SendAsync(
        request with { Path = names.Translate(request.Path), MissingMeansDeleted = apiNames.Found == names }, read, cancellationToken);

    /// <summary>Repeats a request in the other family, because the first one has no list route.</summary>
    private async Task<T> RepeatInOtherFamilyAsync<T>(
        ApiNames other,
        ApiRequest request,
        Func<ApiResponse, T> read,
        VocaFuseException firstFailure,
        Func<T>? whenDeletedBefore,
        CancellationToken cancellationToken)
    {
        try
        {
            var result = await SendInFamilyAsync(other, request, read, cancellationToken).ConfigureAwait(false);
            SetFamily(other, request);
            return result;
        }
        catch (VocaFuseNotFoundException failure) when (failure.EarlierMayHaveBeenApplied && whenDeletedBefore is not null)
        {
            if (!await HasListAsync(other, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            SetFamily(other, request);
            return whenDeletedBefore();
        }
        catch (VocaFuseNotFoundException) when (request.Path == ListPath)
        {
            // The service has neither route: the address is wrong, and the first failure describes it.
            throw firstFailure;
        }
        catch (VocaFuseException failure) when (
            failure is VocaFuseNotFoundException { IsMissingRoute: false } or VocaFusePermissionException
                or VocaFuseInvalidRequestException)
        {
            SetFamily(other, request);
            throw;
        }
    }

    /// <summary>Returns true if the service has the list route of a family.</summary>
    private async Task<bool> HasListAsync(ApiNames names, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, names.Translate(ListPath), VocaFuseResource.VoiceNote) { Query = "?page=0&limit=1" };
        try
        {
            return await SendAsync(request, static _ => true, cancellationToken).ConfigureAwait(false);
        }
        catch (VocaFuseNotFoundException)
        {
            return false;
        }
        catch (VocaFuseException failure) when (failure is VocaFusePermissionException or VocaFuseInvalidRequestException)
        {
            return true;
        }
    }

    /// <summary>
    /// Sends events or scopes: requested ones unchanged, default ones in the names of the service's family. If the service rejects
    /// them, they are sent again in the names of its family, if these differ.
    /// </summary>
    private async Task<T> SendWithNamesOfFamilyAsync<T>(
        IReadOnlyList<string>? requested, string[] defaults, Func<IReadOnlyList<string>, Task<T>> send, CancellationToken cancellationToken)
    {
        var sent = requested ?? Translate(defaults, apiNames.Current);
        try
        {
            return await send(sent).ConfigureAwait(false);
        }
        catch (VocaFuseInvalidRequestException)
            when (!Translate(sent, ApiNames.VoiceNotes).SequenceEqual(Translate(sent, ApiNames.Recordings)))
        {
            var translated = Translate(sent, await FindNamesAsync(cancellationToken).ConfigureAwait(false));
            if (translated.SequenceEqual(sent))
            {
                throw;
            }

            return await send(translated).ConfigureAwait(false);
        }
    }

    private async Task<ApiNames> FindNamesAsync(CancellationToken cancellationToken)
    {
        await apiNames.Lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (apiNames.Found == ApiNames.Auto)
            {
                var names = await HasListAsync(ApiNames.VoiceNotes, cancellationToken).ConfigureAwait(false) ? ApiNames.VoiceNotes
                    : ApiNames.Recordings;
                SetFamily(names, new ApiRequest(HttpMethod.Get, ListPath, VocaFuseResource.VoiceNote));
            }

            return apiNames.Found;
        }
        finally
        {
            apiNames.Lock.Release();
        }
    }

    /// <summary>
    /// Sets the family if it is not known yet. The observer is notified only if it is Recordings, because requests use the names of
    /// VoiceNotes by default.
    /// </summary>
    /// <param name="names">The family; Auto if the response does not show it.</param>
    /// <param name="method">The HTTP method of the request.</param>
    /// <param name="path">The path of the request.</param>
    internal void SetFamilyIfUnknown(ApiNames names, string method, string path)
    {
        if (names == ApiNames.Auto || apiNames.Found != ApiNames.Auto)
        {
            return;
        }

        apiNames.Settle(names);
        if (names == ApiNames.Recordings)
        {
            observer?.OnRequestEvent(new ApiNamesFound(method, Redact(path), 1, names));
        }
    }

    private void SetFamily(ApiNames names, ApiRequest request)
    {
        apiNames.Settle(names);
        observer?.OnRequestEvent(new ApiNamesFound(request.Method.Method, Redact(names.Translate(request.Path)), 1, names));
    }
}
