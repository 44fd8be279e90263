using Rota.Bench;
using Rota.Bench.Audit;
using Rota.Bench.Budgets;
using Rota.Bench.Cells;
using Rota.Bench.Classic;
using Rota.Bench.Idle;
using Rota.Bench.Locks;
using Rota.Bench.Pictures;
using Rota.Bench.Policies;
using Rota.Bench.Postgres;
using Rota.Bench.Reaction;
using Rota.Bench.Takeover;
using Rota.Bench.Transitions;

// Measures what taking turns costs and gains. Each subcommand prints one Markdown table; docs/performance.md has them.
var options = new Options(args.Skip(1));
switch (args.FirstOrDefault())
{
    case "locks":
        LocksBenchmark.Run(options);
        return 0;
    case "writer":
        LocksBenchmark.RunWriter(options);
        return 0;
    case "transitions":
        TransitionsBenchmark.Run(options);
        return 0;
    case "reaction":
        ReactionBenchmark.Run(options);
        return 0;
    case "classic":
        ClassicBenchmark.Run(options);
        return 0;
    case "idle":
        IdleBenchmark.Run(options);
        return 0;
    case "takeover":
        TakeoverBenchmark.Run(options);
        return 0;
    case "postgres":
        PostgresBenchmark.Run(options);
        return 0;
    case "policy":
        PolicyBenchmark.Run(options);
        return 0;
    case "pictures":
        PicturesBenchmark.Run(options);
        return 0;
    case "audit":
        AuditBenchmark.Run(options);
        return 0;
    case "cells":
        CellsBenchmark.Run(options);
        return 0;
    case "joins":
        JoinsBenchmark.Run(options);
        return 0;
    case "budgets":
        BudgetsBenchmark.Run(options);
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: Rota.Bench locks|transitions|reaction|classic|idle|takeover|postgres|policy|pictures|audit|cells|joins|budgets [--rounds N] [--seconds N] ..."
        );
        return 2;
}
