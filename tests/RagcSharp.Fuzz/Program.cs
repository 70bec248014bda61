using System.Diagnostics;
using System.Globalization;

using RagcSharp.Fuzz;

// fuzz SECONDS SEED FILE...   damages these archives, again and again, and reads what comes of it
// run FILE...                 reads files as they are: what a fuzzer has found
// corrupt FOLDER              writes the files of testdata/corrupt anew
switch (args)
{
    case ["fuzz", var seconds, var seed, .. var files] when files.Length > 0:
        return new Fuzzer(files).Run(TimeSpan.FromSeconds(Number(seconds)), Number(seed));
    case ["run", .. var files] when files.Length > 0:
        foreach (string file in files)
        {
            using var target = new ArchiveTarget();
            var watch = Stopwatch.StartNew();
            byte[] bytes = File.ReadAllBytes(file);
            string reading = target.Read(bytes) ?? "fine", appending = target.Append(bytes, isAdaptive: true) ?? "fine";
            Console.WriteLine($"{file}: {reading}; append: {appending}; {watch.Elapsed.TotalSeconds:F1} s");
        }

        return 0;
    case ["corrupt", var folder]:
        foreach (var (name, bytes) in CorruptArchives.All())
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return 0;
    default:
        Console.Error.WriteLine("usage: fuzz SECONDS SEED FILE... | run FILE... | corrupt FOLDER");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
