namespace Rota.EndToEnd.Tests.Harness;

/// <summary>The verbs there are, as the help lists them: a new one is tested without anybody adding it.</summary>
internal static class Verbs
{
    private static readonly string[] Groups = ["Run:", "Look:", "Change:", "Serve:", "Study:"];

    public static IReadOnlyList<string> Of(Outcome help)
    {
        var verbs = new List<string>();
        var isInGroup = false;
        foreach (var line in help.Lines)
        {
            if (!line.StartsWith(' '))
            {
                isInGroup = Groups.Contains(line);
            }
            else if (isInGroup)
            {
                verbs.Add(line.Trim().Split(' ')[0]);
            }
        }

        Assert.NotEmpty(verbs);
        return verbs;
    }
}
