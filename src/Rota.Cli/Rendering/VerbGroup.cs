using System.CommandLine;

namespace Rota.Cli.Rendering;

/// <summary>Verbs that people look for together.</summary>
/// <param name="Title">What they are for, in a word.</param>
/// <param name="Verbs">The verbs, the usual ones first.</param>
internal sealed record VerbGroup(string Title, Command[] Verbs);
