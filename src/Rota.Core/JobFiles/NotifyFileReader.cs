using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Reading;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Notifying;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles;

/// <summary>
/// Reads rules of notifications that stand in a file of their own, as <c>notify</c> of a job file has them.
/// </summary>
public static class NotifyFileReader
{
    private const string Key = "notify";

    /// <summary>The rules, and all that is wrong; they count only where nothing is.</summary>
    /// <param name="text">The text of the file: a rule, a list of them, or <c>notify</c> with either.</param>
    /// <param name="fileName">How the user named it.</param>
    /// <param name="context">What it is read against.</param>
    public static (ImmutableArray<NotifyRule> Rules, ImmutableArray<Problem> Problems) Read(
        string text,
        string fileName,
        JobFileContext context
    )
    {
        var session = new Session(fileName, context);
        var root = YamlTree.Read(text, session.Problems);
        var rules = NotifyReader.Read(session, (root as MappingNode)?.Find(Key) ?? root);
        return (rules, session.Problems.ToImmutable());
    }
}
