using System.Globalization;
using System.Net;
using System.Text.Json;
using SynthGen.Datasets.Review;
using SynthGen.Models;

namespace SynthGen.Review;

/// <summary>The addresses of the review server and their answers.</summary>
/// <param name="session">The reviewer's session.</param>
/// <param name="watch">Notices when the page is closed.</param>
/// <param name="time">The clock.</param>
internal sealed class ReviewRoutes(ReviewSession session, PageWatch watch, TimeProvider time)
{
    private const int MostRows = 500;
    private const int MostStreams = 32;

    private static readonly string[] Posts = ["/api/decisions", "/api/undo", "/api/check", "/api/close"];
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether a request asks for the stream by which the page shows that it is open.</summary>
    public static bool IsStream(HttpListenerRequest request) => request.HttpMethod == "GET" && request.Url?.AbsolutePath == "/api/alive";

    /// <summary>Writes a comment a second, until the page or the server is gone.</summary>
    public async Task StreamAsync(HttpListenerResponse response, CancellationToken stop)
    {
        if (watch.Count >= MostStreams)
        {
            await Answer.Error(503, "TooManyPages", "The page is open too often. Close some of its tabs.").WriteAsync(response).ConfigureAwait(false);
            return;
        }

        watch.Open();
        try
        {
            response.ContentType = "text/event-stream";
            response.SendChunked = true;
            while (true)
            {
                await response.OutputStream.WriteAsync(": ping\n\n"u8.ToArray(), stop).AsTask().WaitAsync(Patience, time, stop).ConfigureAwait(false);
                await response.OutputStream.FlushAsync(stop).ConfigureAwait(false);
                await Task.Delay(Pulse, time, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            watch.End();
        }
    }

    /// <summary>Returns the answer to a request that was let in.</summary>
    public async Task<Answer> AnswerAsync(HttpListenerRequest request, CancellationToken stop)
    {
        try
        {
            string path = request.Url?.AbsolutePath ?? "";
            bool isPost = Posts.Contains(path);
            if (request.HttpMethod != (isPost ? "POST" : "GET"))
                return Answer.Error(405, "MethodNotAllowed", $"'{path}' takes no {request.HttpMethod}. Use {(isPost ? "POST" : "GET")}.");
            return isPost ? await PostAsync(path, await RequestBody.ReadAsync(request, time).ConfigureAwait(false), stop).ConfigureAwait(false) : Get(path, request, stop);
        }
        catch (RequestException error)
        {
            return error.Answer;
        }
        catch (DatasetChangedException error)
        {
            return Answer.Error(409, "DatasetChanged", $"{error.Message} End this review, and run Show-ToolDataset again: decisions are kept.");
        }
        catch (ReviewNotWrittenException error)
        {
            return Answer.Error(500, "ReviewNotWritten", $"{error.Message} The decision is not kept. Mend that, and decide again.");
        }
        catch (Exception error) when (error is ChatException or RunEndedException or ObjectDisposedException or InvalidDataException)
        {
            return Answer.Error(502, "IndexNotSearched", $"The index cannot be searched: {error.Message} See whether it is open, and whether the service of its vectors answers.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Answer.Error(500, "DatasetUnreadable", $"The dataset cannot be read: {error.Message} Check that it is still there.");
        }
    }

    private Answer Get(string path, HttpListenerRequest request, CancellationToken stop)
    {
        if (path == "/api/dataset")
            return Answer.Json(json => DatasetJson.Write(json, session));
        if (path == "/api/rows")
            return Rows(request, stop);
        if (path.StartsWith("/api/rows/", StringComparison.Ordinal))
        {
            ReviewedRow row = Row(path["/api/rows/".Length..]);
            InspectedRow inspected = session.Inspector.Inspect(row.Row);
            return Answer.Json(json => RowDetailJson.Write(json, row, inspected));
        }

        return StaticFiles.Find(path) ?? throw new RequestException(404, "NotFound", $"There is no '{path}'. Open the page at /.");
    }

    private Answer Rows(HttpListenerRequest request, CancellationToken stop)
    {
        Dictionary<string, IReadOnlyList<string>> values = [];
        foreach (string facet in session.Facets.Select(facet => facet.Name).Append(RowFilter.Decision))
        {
            if (request.QueryString.GetValues(facet)?.Where(value => value.Length > 0).ToArray() is { Length: > 0 } wanted)
                values[facet] = wanted;
        }

        int offset = Number(request, "offset", 0), count = Math.Min(MostRows, Number(request, "count", 100));
        int? around = request.QueryString["around"] is null ? null : Number(request, "around", 0);
        IReadOnlyList<int> found = session.Find(new RowFilter(values, string.Join(' ', request.QueryString.GetValues("text") ?? [])), stop);
        return Answer.Json(json => DatasetJson.WriteRows(json, found.Count, offset, found.Skip(offset).Take(count).Select(session.Read), around is { } row ? (row, PlaceOf(found, row)) : null));
    }

    private async Task<Answer> PostAsync(string path, JsonElement body, CancellationToken stop)
    {
        switch (path)
        {
            case "/api/close":
                return Answer.Empty with { IsLast = true };
            case "/api/undo":
                return session.Undo() is var (taken, status)
                    ? Answer.Json(json => DatasetJson.WriteDecision(json, taken, status))
                    : Answer.Error(404, "NothingToUndo", "Nothing was decided since the page was opened.");
        }

        ReviewedRow row = Row(Body.Text(body, "row"));
        if (path == "/api/check")
        {
            CheckedRow result = await session.Check.CheckAsync(Body.Text(body, "line"), stop).ConfigureAwait(false);
            return Answer.Json(json => DatasetJson.WriteCheck(json, result));
        }

        ReviewStatus decision = Body.Decision(body);
        CheckedRow? edit = decision == ReviewStatus.Edited ? await session.Check.CheckAsync(Body.Text(body, "line"), stop).ConfigureAwait(false) : null;
        if (edit?.Problem is { } problem)
            return Answer.Error(422, "EditIsNoRow", $"The edited row cannot be used: {problem}. Correct it, or cancel the edit.");
        ReviewStatus now = session.Decide(row.Place, decision, edit?.Row, Body.TextOrNull(body, "note"));
        return Answer.Json(json =>
        {
            DatasetJson.WriteDecision(json, row.Place, now);
            json.WriteString("id", (edit?.Row ?? row.Original).Id);
            VerdictJson.Write(json, edit?.Row?.Verdict ?? row.Original.Verdict);
        });
    }

    private ReviewedRow Row(string place) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int row) && row < session.Count ? session.Read(row)
        : throw new RequestException(404, "RowNotFound", $"There is no row '{place}'. Rows are counted from 0 to {session.Count - 1}.");

    private static int? PlaceOf(IReadOnlyList<int> rows, int row) => Array.BinarySearch([.. rows], row) is >= 0 and int place ? place : null;

    private static int Number(HttpListenerRequest request, string name, int otherwise) =>
        request.QueryString[name] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw new RequestException(400, "BadNumber", $"'{name}' must be a whole number from 0 on, not '{text}'. Correct it.");
}
