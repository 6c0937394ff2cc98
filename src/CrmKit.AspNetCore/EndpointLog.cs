using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmKit.AspNetCore;

/// <summary>What is told of failures: never a link, an address or a person.</summary>
internal static partial class EndpointLog
{
    public static void StoreFailed(HttpContext context, Exception error)
    {
        if (context.RequestServices.GetService<ILoggerFactory>() is { } loggers)
        {
            LogStoreFailed(loggers.CreateLogger("CrmKit.AspNetCore"), error.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The store failed with {ErrorType} while a request of a person was answered; nothing was changed, and 503 was answered.")]
    private static partial void LogStoreFailed(ILogger logger, string errorType);
}
