using Rota.Linux.Files;

namespace Rota.Store.Local;

/// <summary>Refuses paths whose meaning somebody else could change: by a directory on the way, or by a link.</summary>
internal static class PathTrust
{
    private const int LinksMax = 40;

    /// <summary>
    /// Goes a path as the system does, link by link, and looks at every directory in which a name is looked up.
    /// </summary>
    /// <returns>What is at its end; null where nothing is yet.</returns>
    /// <exception cref="StoreException"><see cref="StoreFailure.Unsafe"/>, with the remedy.</exception>
    public static FileRights? Walk(string path)
    {
        var names = new Stack<string>();
        Push(names, path);
        var (at, links) = ("/", 0);
        while (names.TryPop(out var name))
        {
            if (name == "..")
            {
                at = Path.GetDirectoryName(at) ?? at;
                continue;
            }

            if (FileRights.Of(at) is { } directory)
            {
                RefuseParent(path, at, directory);
            }

            var next = Path.Combine(at, name);
            if (FileRights.Of(next) is not { } found)
            {
                return null;
            }

            if (!found.IsLink)
            {
                at = next;
                continue;
            }

            RefuseLink(next, found);
            if (++links > LinksMax || DirectoryEntries.LinkTarget(next) is not { } target)
            {
                throw new IOException($"{path}: too many symbolic links");
            }

            at = target.StartsWith('/') ? "/" : at;
            Push(names, target);
        }

        return FileRights.Of(at);
    }

    private static void Push(Stack<string> names, string path)
    {
        foreach (var name in path.Split('/').Where(name => name is not ("" or ".")).Reverse())
        {
            names.Push(name);
        }
    }

    private static void RefuseParent(string path, string parent, FileRights facts)
    {
        if (!Account.IsTrusted(facts.Owner) && !Account.IsUnmapped(facts.Owner))
        {
            throw Unsafe(
                $"{path} lies in {parent}, which belongs to {Account.Describe(facts.Owner)}: "
                    + $"who could put another state there, whose jobs would run as {Account.Describe(Account.Me)}. "
                    + "Name one of yours with --state DIR, "
                    + $"or run as that user: sudo -u {Account.NameOf(facts.Owner)} rota ... "
                    + $"If the directory is yours: chown {Account.NameOf(Account.Me)} {parent}"
            );
        }

        var who =
            facts.IsSticky ? null
            : facts.IsWorldWritable ? ("everybody", "go-w")
            : facts.IsGroupWritable && !Account.IsPrivate(facts.Group)
                ? ($"group {Account.DescribeGroup(facts.Group)}", "g-w")
            : ((string, string)?)null;
        if (who is var (writers, remedy))
        {
            throw Unsafe(
                $"{path} lies in {parent}, where {writers} can write: "
                    + $"another state could be put there, whose jobs would run as {Account.Describe(Account.Me)}. "
                    + $"Close it: chmod {remedy} {parent}, or name another with --state DIR"
            );
        }
    }

    private static void RefuseLink(string link, FileRights facts)
    {
        if (!Account.IsTrusted(facts.Owner) && !Account.IsUnmapped(facts.Owner))
        {
            throw Unsafe(
                $"{link} is a symbolic link that belongs to {Account.Describe(facts.Owner)}, "
                    + "who could lead it elsewhere. "
                    + "Name the directory itself with --state DIR"
            );
        }
    }

    private static StoreException Unsafe(string message) => new(StoreFailure.Unsafe, message);
}
