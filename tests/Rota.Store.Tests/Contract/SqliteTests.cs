namespace Rota.Store.Tests.Contract;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteSubmitTests() : SubmitContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteMemberTests() : MemberContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteTurnTests() : TurnContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteFireTests() : FireContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteScheduleTests() : ScheduleContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteQueueTests() : QueueContract(() => new Home(Backend.Quick));

/// <summary>The contract for budgets.</summary>
public sealed class SqliteBudgetTests() : BudgetContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteReadTests() : ReadContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteEndedTasksTests() : EndedTasksContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteProofTests() : ProofContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteAfterTests() : AfterContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteOutboxTests() : OutboxContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteAuditTests() : AuditContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteOperationTests() : OperationContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteNodeTests() : NodeContract(() => new Home(Backend.Quick));

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteFilterTests() : FilterContract(() => new Home(Backend.Quick));
