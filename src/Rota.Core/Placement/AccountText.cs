using System.Diagnostics;
using System.Globalization;
using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// The stored texts of accounts, written and read here alone: <c>cpus</c>, <c>gpu/0</c>, <c>license/abaqus</c>,
/// <c>queue nightly</c>, <c>concurrency key lr-0.1</c>. No two accounts share one, whatever their names are.
/// </summary>
internal static class AccountText
{
    private const string Slots = "slots";
    private const string Cpus = "cpus";
    private const string Memory = "memory";
    private const string Gpus = "gpus";
    private const string Gpu = "gpu/";
    private const string Cpu = "cpu/";
    private const string Licence = "license/";
    private const string Queue = "queue ";
    private const string Key = "concurrency key ";
    private const string Budget = "budget ";
    private const string Job = "max_parallel of job ";
    private const string Entry = "max_parallel of ";
    private const string Node = "node ";

    public static string Write(AccountId id) =>
        id.Kind switch
        {
            AccountKind.Unknown => id.Name,
            AccountKind.Queue => Queue + id.Name,
            AccountKind.ConcurrencyKey => Key + id.Name,
            AccountKind.Budget => Budget + id.Name,
            AccountKind.JobParallel => Job + Number(id.Scope),
            AccountKind.EntryParallel => $"{Entry}{Number(id.Scope)}.{id.Name}",
            _ => id.IsOf(NodeId.Home) ? OfNode(id) : $"{Node}{Number(id.Scope)} {OfNode(id)}",
        };

    /// <summary>The account; null where no kind has such a text.</summary>
    public static AccountId? Read(string text)
    {
        if (OfNode(text, NodeId.Home) is { } own)
        {
            return own;
        }

        if (After(text, Queue) is { } queue)
        {
            return AccountId.Queue(queue);
        }

        if (After(text, Key) is { } key)
        {
            return AccountId.ConcurrencyKey(key);
        }

        if (Split(After(text, Budget)) is var (scope, resource))
        {
            return AccountId.Budget(scope, resource);
        }

        if (After(text, Job) is { } job)
        {
            return Number(job) is { } number ? AccountId.JobParallel(new JobId(number)) : null;
        }

        if (Split(After(text, Entry), '.') is var (owner, entry))
        {
            return AccountId.EntryParallel(new JobId(owner), entry);
        }

        // The machine with the home needs no number: its accounts have the texts of before there were others.
        return Split(After(text, Node), ' ') is var (node, rest) && node != NodeId.Home.Value
            ? OfNode(rest, new NodeId(node))
            : null;
    }

    private static string OfNode(AccountId id) =>
        id.Kind switch
        {
            AccountKind.Slots => Slots,
            AccountKind.Cpus => Cpus,
            AccountKind.Memory => Memory,
            AccountKind.Gpus => Gpus,
            AccountKind.Gpu => Gpu + id.Name,
            AccountKind.Cpu => Cpu + id.Name,
            AccountKind.Licence => Licence + id.Name,
            _ => throw new UnreachableException(),
        };

    private static AccountId? OfNode(string text, NodeId node) =>
        text switch
        {
            Slots => AccountId.Slots(node),
            Cpus => AccountId.Cpus(node),
            Memory => AccountId.Memory(node),
            Gpus => AccountId.Gpus(node),
            _ when After(text, Gpu) is { } position => AccountId.Gpu(node, position),
            _ when After(text, Cpu) is { } number => AccountId.Cpu(node, number),
            _ when After(text, Licence) is { } name => AccountId.Licence(node, name),
            _ => null,
        };

    private static string? After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;

    private static (long Number, string Name)? Split(string? text, char separator) =>
        text?.IndexOf(separator, StringComparison.Ordinal) is > 0 and var at && Number(text[..at]) is { } number
            ? (number, text[(at + 1)..])
            : null;

    private static (string Scope, string Resource)? Split(string? text) =>
        text?.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1
            ? (text[..at], text[(at + 1)..])
            : null;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Only as it is written: another way to write it would give two texts to one account.</summary>
    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && Number(value) == text
            ? value
            : null;
}
