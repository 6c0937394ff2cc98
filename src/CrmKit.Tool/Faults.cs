using System.CommandLine;
using System.Text.Json;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary>Runs a command and turns the errors that a user can mend into one message and an exit code. Others are bugs and keep their stack.</summary>
internal static class Faults
{
    public static void SetGuardedAction(this Command command, CommonOptions common, Func<ParseResult, CancellationToken, Task> action) =>
        command.SetGuardedAction(common.Json, action);

    public static void SetGuardedAction(this Command command, Option<bool> json, Func<ParseResult, CancellationToken, Task> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await action(parsed, cancellationToken).ConfigureAwait(false);
                return ExitCodes.Done;
            }
            catch (UsageException error)
            {
                return Tell(parsed.GetValue(json), new FaultOutput(error.Message), ExitCodes.Usage);
            }
            catch (ImportFaultException error)
            {
                var fault = new FaultOutput(FlagNames.In(error.Message), error.File, error.Line, error.Column, FlagNames.In(error.Expected));
                return Tell(parsed.GetValue(json), fault, ExitCodes.DataFault);
            }
            catch (CrmStoreException error)
            {
                return Tell(parsed.GetValue(json), new FaultOutput(StoreWords.Of(error)), ExitCodes.DataFault);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return Tell(parsed.GetValue(json), new FaultOutput("Stopped. What was under way was taken back; what was sent before is recorded."), ExitCodes.DataFault);
            }
            catch (Exception error) when (error is DataFaultException or EventConflictException or CurrencyMismatchException or IOException or UnauthorizedAccessException)
            {
                return Tell(parsed.GetValue(json), new FaultOutput(error.Message), ExitCodes.DataFault);
            }
        });

    public static int Tell(bool json, FaultOutput fault, int exitCode)
    {
        Console.Error.WriteLine(json ? JsonSerializer.Serialize(fault, ToolJson.Default.FaultOutput) : fault.Message);
        return exitCode;
    }
}
