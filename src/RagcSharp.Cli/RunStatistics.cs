using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;

namespace RagcSharp.Cli;

/// <summary>
/// Listens to the library's meters while a command runs, and tells at the end what they showed: the last values, the highest ones, those of
/// the moment when the process was largest, and, if wanted, all of them over time.
/// </summary>
internal sealed class RunStatistics : IDisposable
{
    private const string MeterName = "RagcSharp";
    private const string Status = "/proc/self/status";

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(50);

    private readonly OutputFile _file;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly SortedDictionary<string, Values> _values = new(StringComparer.Ordinal);
    private readonly List<Moment> _moments = [];
    private readonly bool _keepsAll;
    private readonly MeterListener _listener;
    private readonly Timer _timer;
    private Moment? _largest;

    /// <summary>Makes the file that is to be written at the end, so that work does not begin if it cannot be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="interval">How often the series is to have a value; null for no series.</param>
    /// <exception cref="IOException">No file can be made there.</exception>
    public RunStatistics(string path, TimeSpan? interval)
    {
        _file = new OutputFile(path);
        _keepsAll = interval is not null;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, interval ?? DefaultInterval);
    }

    /// <summary>Takes the values of this moment; the last time while what is measured is still there.</summary>
    public void Look()
    {
        lock (_values)
        {
            _listener.RecordObservableInstruments();
            var moment = new Moment(
                _watch.Elapsed,
                Environment.WorkingSet,
                MappedBytes(),
                GC.GetGCMemoryInfo().TotalCommittedBytes,
                _values.ToDictionary(v => v.Key, v => v.Value.Last, StringComparer.Ordinal));
            if (_keepsAll)
                _moments.Add(moment);
            if (moment.ResidentBytes > (_largest?.ResidentBytes ?? 0))
                _largest = moment;
        }
    }

    /// <summary>Writes everything, as JSON, and puts the file under its name.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write()
    {
        _timer.Dispose();
        lock (_values)
            Json.Write(_file.Stream, Write);
        _file.Commit(isDurable: false);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _listener.Dispose();
        _file.Dispose();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = tags.IsEmpty ? instrument.Name : $"{instrument.Name}/{tags[0].Value}";
        lock (_values)
        {
            double peak = _values.TryGetValue(name, out var before) ? before.Peak : value;
            _values[name] = new Values(instrument.Unit, value, Math.Max(peak, value));
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        using var process = Process.GetCurrentProcess();
        json.WriteStartObject();
        json.WriteNumber("wallSeconds", _watch.Elapsed.TotalSeconds);
        json.WriteNumber("cpuSeconds", process.TotalProcessorTime.TotalSeconds);
        // The system's own number lags a little behind.
        json.WriteNumber("peakResidentBytes", Math.Max(process.PeakWorkingSet64, _largest?.ResidentBytes ?? 0));
        json.WriteStartObject("instruments");
        foreach (var (name, values) in _values)
        {
            json.WriteStartObject(name);
            json.WriteString("unit", values.Unit);
            json.WriteNumber("last", values.Last);
            json.WriteNumber("peak", values.Peak);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (_largest is not null)
        {
            json.WritePropertyName("largest");
            Write(json, _largest);
        }

        if (_keepsAll)
        {
            json.WriteStartArray("series");
            _moments.ForEach(moment => Write(json, moment));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Moment moment)
    {
        json.WriteStartObject();
        json.WriteNumber("seconds", moment.Elapsed.TotalSeconds);
        json.WriteNumber("residentBytes", moment.ResidentBytes);
        json.WriteNumber("mappedBytes", moment.MappedBytes);
        json.WriteNumber("managedHeapBytes", moment.ManagedHeapBytes);
        foreach (var (name, value) in moment.Values)
            json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    // Files in memory: the program, the runtime, and the code that the runtime has made. 0 where the system does not tell.
    private static long MappedBytes() => File.Exists(Status)
        ? File.ReadLines(Status)
            .Where(line => line.StartsWith("RssFile:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal))
            .Sum(line => 1024 * long.Parse(line.Split(':', 'k')[1].Trim(), CultureInfo.InvariantCulture))
        : 0;

    private readonly record struct Values(string? Unit, double Last, double Peak);

    private sealed record Moment(
        TimeSpan Elapsed, long ResidentBytes, long MappedBytes, long ManagedHeapBytes, Dictionary<string, double> Values);
}
