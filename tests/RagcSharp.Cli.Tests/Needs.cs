namespace RagcSharp.Cli.Tests;

// Tests that need what not every machine allows. Where it is missing they count as skipped, and say how to have it.

/// <summary>A test that fills a disk: a small one in memory, mounted in a namespace of the test's own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    /// <summary>What a command is put behind to see mounts of its own; null where that cannot be.</summary>
    public static string? Unshare { get; } = Array.Find(
        ["unshare -m", "unshare -rm"],
        unshare => Ragc.Shell("/", $"{unshare} mount -t tmpfs -o size=64k tmpfs /mnt").ExitCode == 0);

    public SmallDiskFactAttribute() =>
        Skip = Unshare is null ? "mounting a tmpfs is not allowed here: run as root, or with user namespaces enabled" : null;
}

/// <summary>A test of permissions, which mean nothing to root: it runs the program as somebody else then.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PermissionFactAttribute : FactAttribute
{
    /// <summary>What a command is put behind to be run without privileges.</summary>
    public static string Unprivileged { get; } =
        Environment.IsPrivilegedProcess ? "setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/tmp" : "";

    public PermissionFactAttribute() => Skip = Ragc.Shell("/", $"{Unprivileged} $ragc --version").ExitCode == 0
        ? null
        : "another user cannot run the program: keep the repository where all may read it, or do not run as root";
}
