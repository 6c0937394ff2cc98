namespace CrmKit.Desk;

/// <summary>Ends a commit whose questions nobody answered; it never leaves the desk.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown and caught within this room alone.")]
internal sealed class OpenQuestionsException : Exception;
