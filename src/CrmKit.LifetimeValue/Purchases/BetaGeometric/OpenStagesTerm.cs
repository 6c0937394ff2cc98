namespace CrmKit.LifetimeValue;

// ln H with its derivatives in ln r (0) and ln alpha (1). The default is that of k = 1, H = 1.
internal readonly record struct OpenStagesTerm(double Log, double Gradient0, double Gradient1, double Hessian00, double Hessian01, double Hessian11);
