using System.Globalization;
using System.Text.Json;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Log;

/// <summary>The log as JSON, for whoever runs the server as a process of its own.</summary>
internal static class LogJson
{
    /// <summary>Counters alone, or with every page and every request.</summary>
    public static byte[] Write(RequestLog log, bool isSummary) => CompactJson.WriteBytes((log, isSummary), static (json, state) =>
    {
        (RequestLog log, bool isSummary) = state;
        json.WriteStartObject();
        json.WriteNumber("total"u8, log.Count);
        json.WriteNumber("inFlight"u8, log.InFlight);
        json.WriteNumber("mostInFlight"u8, log.MostInFlight);
        json.WriteBoolean("keyInUrl"u8, log.KeyInUrl);
        json.WriteStartObject("statuses"u8);
        foreach ((int status, int count) in log.Statuses.OrderBy(pair => pair.Key))
            json.WriteNumber(status.ToString(CultureInfo.InvariantCulture), count);
        json.WriteEndObject();
        json.WriteStartObject("faults"u8);
        foreach ((Fault fault, int count) in log.Faults.OrderBy(pair => pair.Key))
            json.WriteNumber(fault.ToString(), count);
        json.WriteEndObject();
        IReadOnlyDictionary<PageKey, PageCount> pages = log.Pages;
        json.WriteNumber("pageCount"u8, pages.Count);
        if (!isSummary)
        {
            json.WriteStartArray("pages"u8);
            foreach ((PageKey key, PageCount count) in pages)
            {
                json.WriteStartObject();
                WriteKey(json, key);
                json.WriteNumber("requests"u8, count.Requests);
                json.WriteNumber("attempts"u8, count.Attempts);
                json.WriteNumber("replies"u8, count.Replies);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("requests"u8);
            foreach (LoggedRequest request in log.Requests)
                WriteRequest(json, request);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    private static void WriteRequest(Utf8JsonWriter json, LoggedRequest request)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, request.Sequence);
        json.WriteString("arrival"u8, request.Arrival);
        json.WriteNumber("elapsedMs"u8, request.Elapsed.TotalMilliseconds);
        WriteKey(json, request.Page);
        json.WriteNumber("attempt"u8, request.Attempt);
        json.WriteNumber("inFlight"u8, request.InFlight);
        json.WriteBoolean("keyInUrl"u8, request.KeyInUrl);
        json.WriteBoolean("overQuota"u8, request.IsOverQuota);
        json.WriteString("fault"u8, request.Fault.ToString());
        json.WriteNumber("status"u8, request.Status);
        json.WriteString("finish"u8, request.Finish);
        json.WriteBoolean("complete"u8, request.IsComplete);
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, PageKey key)
    {
        json.WriteString("page"u8, key.Hash.ToString("x16", CultureInfo.InvariantCulture));
        if (key.Number is int number)
            json.WriteNumber("number"u8, number);
    }
}
